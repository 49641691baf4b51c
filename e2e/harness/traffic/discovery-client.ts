import type { IncomingHttpHeaders } from 'node:http';
import { connect, type ClientHttp2Session, type ClientHttp2Stream } from 'node:http2';
import { message, readMessage, type Message } from './protobuf';

/** A proxy as it names itself to istiod. */
export interface ProxyNode {
  /** `sidecar~<address>~<pod>.<namespace>~<namespace>.svc.cluster.local`. */
  readonly id: string;
  readonly locality: { readonly region: string; readonly zone: string };
  readonly metadata: Metadata;
}

/** What istiod wants to know of a proxy beside its place. */
export interface Metadata {
  readonly [key: string]: string | Metadata;
}

/** One proxy's talk with an istiod. */
export interface Discovery {
  /** Asks for resources, those of the names or all of a type, and gives what comes. */
  readonly ask: (type: ResourceType, names: readonly string[]) => Promise<readonly Message[]>;
  readonly close: () => void;
}

/** What istiod hands out, as it calls it. */
export type ResourceType =
  'envoy.config.cluster.v3.Cluster' | 'envoy.config.endpoint.v3.ClusterLoadAssignment';

const PATH = '/envoy.service.discovery.v3.AggregatedDiscoveryService/StreamAggregatedResources';
const PREFIX = 5;
const TIMEOUT_MS = 60_000;

/** Opens a connection over which any number of proxies may talk. */
export function connectIstiod(port: number): ClientHttp2Session {
  const session = connect(`http://127.0.0.1:${String(port)}`);
  session.on('error', () => undefined);
  return session;
}

/** Speaks to istiod as a proxy does: the aggregated discovery service, a state of the world at a time. */
export function openDiscovery(session: ClientHttp2Session, node: ProxyNode): Discovery {
  const stream = session.request({
    ':method': 'POST',
    ':path': PATH,
    'content-type': 'application/grpc',
    te: 'trailers',
  });
  const waiting: ((bytes: Buffer) => void)[] = [];
  const failures: ((error: Error) => void)[] = [];
  receive(stream, (bytes) => waiting.shift()?.(bytes));
  const fail = (error: Error): void => {
    for (const reject of failures.splice(0)) reject(error);
  };
  stream.on('error', fail);
  stream.on('trailers', (headers: IncomingHttpHeaders) => {
    fail(new Error(`istiod ended the stream: ${String(headers['grpc-message'] ?? headers['grpc-status'])}`));
  });
  stream.setTimeout(TIMEOUT_MS, () => {
    fail(new Error('no answer from istiod'));
  });
  const ask = async (type: ResourceType, names: readonly string[]): Promise<readonly Message[]> => {
    const url = `type.googleapis.com/${type}`;
    const answer = new Promise<Buffer>((resolve, reject) => {
      waiting.push(resolve);
      failures.push(reject);
    });
    send(stream, message([2, nodeMessage(node)], ...names.map((name) => [3, name] as const), [4, url]));
    const response = readMessage(await answer);
    // A change elsewhere may make istiod push another type in between.
    if (response.text(4) !== url) return ask(type, names);
    return response.all(2).map((any) => any.inner(2));
  };
  return {
    ask,
    close: () => {
      stream.close();
    },
  };
}

function send(stream: ClientHttp2Stream, payload: Buffer): void {
  const prefix = Buffer.alloc(PREFIX);
  prefix.writeUInt32BE(payload.length, 1);
  stream.write(Buffer.concat([prefix, payload]));
}

function receive(stream: ClientHttp2Stream, whole: (bytes: Buffer) => void): void {
  let text: Buffer = Buffer.alloc(0);
  stream.on('data', (chunk: Buffer) => {
    text = Buffer.concat([text, chunk]);
    while (text.length >= PREFIX && text.length >= PREFIX + text.readUInt32BE(1)) {
      const end = PREFIX + text.readUInt32BE(1);
      whole(text.subarray(PREFIX, end));
      text = text.subarray(end);
    }
  });
}

function nodeMessage({ id, locality, metadata }: ProxyNode): Buffer {
  const place = message([1, locality.region], [2, locality.zone]);
  return message([1, id], [2, 'e2e'], [3, struct(metadata)], [4, place]);
}

/** google.protobuf.Struct. */
function struct(values: Metadata): Buffer {
  return message(
    ...Object.entries(values).map(([key, value]): [number, Buffer] => {
      const inner = typeof value === 'string' ? message([3, value]) : message([5, struct(value)]);
      return [1, message([1, key], [2, inner])];
    }),
  );
}
