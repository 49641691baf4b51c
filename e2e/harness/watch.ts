import { Agent, request } from 'node:https';
import type { IncomingMessage } from 'node:http';
import type { KubeAccess, KubeClient, KubeObject } from './kube-client';

/** Each watch begins anew after this time, and tells of every object again: what was missed once is met then. */
const RENEW_SECONDS = 20;
const AGAIN_MS = 2_000;

interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  readonly object: KubeObject;
}

/** The lines of a stream, each as soon as it is whole. */
async function* lines(message: IncomingMessage): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of message.setEncoding('utf8') as AsyncIterable<string>) {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop() ?? '';
    yield* parts;
  }
}

function open({ server, token }: KubeAccess, agent: Agent, path: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, accept: 'application/json' };
    const outgoing = request(server + path, { agent, headers }, resolve);
    outgoing.on('error', reject);
    outgoing.end();
  });
}

async function watchOnce(
  access: KubeAccess,
  agent: Agent,
  path: string,
  tell: (object: KubeObject) => void,
): Promise<void> {
  const message = await open(access, agent, path);
  if (message.statusCode !== 200) {
    message.destroy();
    throw new Error(`GET ${path}: ${String(message.statusCode)}`);
  }
  for await (const line of lines(message)) {
    const { type, object } = JSON.parse(line) as WatchEvent;
    if (type === 'ERROR') return;
    if (type === 'ADDED' || type === 'MODIFIED') tell(object);
  }
}

/**
 * Tells of every object of a kind, and of each change of one, until the client is closed; a server that is away, or does not
 * know the kind yet, is asked again.
 */
export function watch(
  client: KubeClient,
  apiVersion: string,
  kind: string,
  tell: (object: KubeObject) => void,
): void {
  const agent = new Agent({ ca: client.access.ca });
  const round = async (): Promise<void> => {
    const type = await client.discovery.find(apiVersion, kind);
    const path = `${client.discovery.path(type)}?watch=true&timeoutSeconds=${String(RENEW_SECONDS)}`;
    await watchOnce(client.access, agent, path, tell);
  };
  const forever = (): void => {
    if (client.isClosed()) return;
    round().then(forever, () => {
      // Does not keep the program alive.
      setTimeout(forever, AGAIN_MS).unref();
    });
  };
  forever();
}
