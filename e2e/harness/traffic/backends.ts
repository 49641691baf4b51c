import { createServer as createHttp2Server, type ServerHttp2Stream } from 'node:http2';
import { createServer, type Server, type Socket } from 'node:net';

/** What a backend does with a request. */
export type Behaviour = 'serve' | 'error' | 'drop';

/** Servers on addresses of loopback that answer as they are told. */
export interface Backends {
  /** Refuses connections to some of them from now on, and ends those that are there. */
  readonly shut: (addresses: readonly HostAddress[]) => Promise<void>;
  /** Takes connections again. */
  readonly open: (addresses: readonly HostAddress[]) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** A host, as "127.66.0.1:9000". */
export type HostAddress = string;

/** Asked at each request, with the path without its slash. */
export type Decide = (address: HostAddress, path: string) => Behaviour;

interface Backend {
  readonly server: Server;
  readonly sockets: Set<Socket>;
}

const OK = 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n';
const ERROR = 'HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n';
const REQUEST = /^GET \/(\S*) /;
/** What a client of HTTP/2 begins with. */
const PREFACE = 'PRI * HTTP/2.0';

/** Starts a server on each address; they speak HTTP/1.1 and, where a client begins so, HTTP/2. */
export async function startBackends(addresses: readonly HostAddress[], decide: Decide): Promise<Backends> {
  const backends = new Map<HostAddress, Backend>();
  const open = async (some: readonly HostAddress[]): Promise<void> => {
    await Promise.all(
      some.map(async (address) => backends.set(address, await startBackend(address, decide))),
    );
  };
  const shut = async (some: readonly HostAddress[]): Promise<void> => {
    await Promise.all(
      some.map(async (address) => {
        const backend = backends.get(address);
        backends.delete(address);
        if (backend !== undefined) await stopBackend(backend);
      }),
    );
  };
  await open(addresses);
  return { open, shut, close: () => shut([...backends.keys()]) };
}

function startBackend(address: HostAddress, decide: Decide): Promise<Backend> {
  const [host, port] = address.split(':');
  const sockets = new Set<Socket>();
  const http2 = createHttp2Server();
  http2.on('stream', (stream: ServerHttp2Stream, headers) => {
    const what = decide(address, (headers[':path'] ?? '').slice(1));
    if (what === 'drop') stream.destroy();
    else stream.respond({ ':status': what === 'serve' ? 200 : 503 }, { endStream: true });
  });
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // The other end may go at any time, as hosts do here.
    socket.on('error', () => undefined);
    socket.once('data', (first: Buffer) => {
      if (first.toString('latin1').startsWith(PREFACE)) {
        socket.pause();
        socket.unshift(first);
        http2.emit('connection', socket);
        return;
      }
      answer(socket, address, decide, first);
      socket.on('data', (chunk: Buffer) => {
        answer(socket, address, decide, chunk);
      });
    });
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(Number(port), host, () => {
      resolve({ server, sockets });
    });
  });
}

/** Envoy sends one request at a time on a connection, and a small one arrives whole. */
function answer(socket: Socket, address: HostAddress, decide: Decide, chunk: Buffer): void {
  const [, path = ''] = REQUEST.exec(chunk.toString('latin1')) ?? [];
  const what = decide(address, path);
  if (what === 'drop') socket.resetAndDestroy();
  else socket.write(what === 'serve' ? OK : ERROR);
}

function stopBackend({ server, sockets }: Backend): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    for (const socket of sockets) socket.destroy();
  });
}
