import { connect, type Socket } from 'node:net';

/** Answers counted by who gave them: `<status> <address>`, and `<status> -` where Envoy found no host. */
export type Counts = ReadonlyMap<string, number>;

/** Header in which our Envoys name the host that a request was sent to. */
export const HOST_HEADER = 'x-served-by';

const TIMEOUT_MS = 60_000;

/**
 * Sends so many equal requests, each after the answer to the one before, and counts the answers. Envoy's choice among the
 * hosts of one of its clusters is even only with nothing else under way there.
 */
export function countAnswers(
  port: number,
  count: number,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<Counts> {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const request = `GET /${path} HTTP/1.1\r\nhost: e2e\r\n${lines.join('')}\r\n`;
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(request));
    const counts = new Map<string, number>();
    let received = 0;
    let text = '';
    socket.setNoDelay(true).setTimeout(TIMEOUT_MS, () => {
      socket.destroy(new Error(`no answer after ${String(received)} of ${String(count)}`));
    });
    socket.on('error', reject);
    socket.on('close', () => {
      reject(new Error(`Envoy closed after ${String(received)} of ${String(count)} answers`));
    });
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      const key = wholeAnswer(text);
      if (key === undefined) return;
      text = '';
      counts.set(key, (counts.get(key) ?? 0) + 1);
      received += 1;
      if (received < count) socket.write(request);
      else
        finish(socket, () => {
          resolve(counts);
        });
    });
  });
}

function finish(socket: Socket, done: () => void): void {
  socket.removeAllListeners('close');
  socket.destroy();
  done();
}

const STATUS = /^HTTP\/1\.1 (\d+)/;
const LENGTH = /\r\ncontent-length: (\d+)/i;
const SERVED_BY = new RegExp(`\\r\\n${HOST_HEADER}: (\\S+)`, 'i');

/** Status and host of an answer; undefined while it is not there as a whole. */
function wholeAnswer(text: string): string | undefined {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const head = text.slice(0, end);
  if (text.length < end + 4 + Number(LENGTH.exec(head)?.[1] ?? 0)) return undefined;
  return `${STATUS.exec(head)?.[1] ?? '0'} ${SERVED_BY.exec(head)?.[1] ?? '-'}`;
}
