import { connect } from 'node:net';
import type { RunningProcess } from './process';
import type { RunContext } from './run-context';

function answersPing(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    const end = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(1_000, () => {
      end(false);
    });
    socket.on('data', (data) => {
      end(data.toString('utf8').startsWith('+PONG'));
    });
    socket.on('error', () => {
      end(false);
    });
  });
}

/** Starts a Redis that keeps nothing on disk. */
export function startRedis(
  context: RunContext,
  cluster: string,
  folder: string,
  port: number,
): Promise<RunningProcess> {
  return context.processes.start({
    name: `${cluster}-redis`,
    command: 'redis-server',
    args: [
      '--bind',
      '127.0.0.1',
      '--port',
      String(port),
      '--save',
      '',
      '--appendonly',
      'no',
      '--dir',
      folder,
    ],
    ready: () => answersPing(port),
    timeoutMs: 15_000,
  });
}
