import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below the range that Linux takes for outgoing connections: none of those can hold a port that was found free. */
const FIRST = 20_000;
const LAST = 32_000;

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(false);
    });
    server.listen(port, '127.0.0.1', () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}

/** Finds free ports on 127.0.0.1; each port is given out once. */
export interface PortSource {
  readonly next: () => Promise<number>;
}

/** Makes a source of free ports that starts at a random place, so that two runs hardly meet. */
export function createPortSource(): PortSource {
  let candidate = randomInt(FIRST, LAST);
  return {
    async next() {
      for (let tries = 0; tries < LAST - FIRST; tries++) {
        candidate = candidate + 1 < LAST ? candidate + 1 : FIRST;
        // Taken before the pause: several clusters ask at the same time.
        const taken = candidate;
        if (await isFree(taken)) return taken;
      }
      throw new Error('no free port on 127.0.0.1');
    },
  };
}
