import { createServer, type Server, type Socket } from 'node:net';

/** What a backend does with a request. */
export type Behaviour = 'serve' | 'error' | 'drop';

/** Servers on addresses of loopback that answer as they are told. */
export interface Backends {
  readonly close: () => Promise<void>;
}

/** A host, as "127.66.0.1:9000". */
export type HostAddress = string;

const OK = 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n';
const ERROR = 'HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n';
const REQUEST = /^GET \/(\S*) /;

/**
 * Starts a server on each address. `behaviour` is asked at each request with the address and the path without its slash.
 * Envoy sends one request at a time on a connection, and a small one arrives whole.
 */
export async function startBackends(
  addresses: readonly HostAddress[],
  behaviour: (address: HostAddress, path: string) => Behaviour,
): Promise<Backends> {
  const open = new Set<Socket>();
  const servers = await Promise.all(
    addresses.map((address) => listen(address, (socket) => serve(socket, address, behaviour, open))),
  );
  return {
    async close() {
      for (const socket of open) socket.destroy();
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

function listen(address: HostAddress, connected: (socket: Socket) => void): Promise<Server> {
  const [host, port] = address.split(':');
  const server = createServer({ noDelay: true }, connected);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(Number(port), host, () => {
      resolve(server);
    });
  });
}

function serve(
  socket: Socket,
  address: HostAddress,
  behaviour: (address: HostAddress, path: string) => Behaviour,
  open: Set<Socket>,
): void {
  open.add(socket);
  socket.on('close', () => open.delete(socket));
  // The other end may go at any time, as hosts do here.
  socket.on('error', () => undefined);
  socket.on('data', (chunk: Buffer) => {
    const [, path = ''] = REQUEST.exec(chunk.toString('latin1')) ?? [];
    const what = behaviour(address, path);
    if (what === 'drop') socket.resetAndDestroy();
    else socket.write(what === 'serve' ? OK : ERROR);
  });
}
