import { request as plainRequest, type IncomingMessage } from 'node:http';
import { Agent, request as tlsRequest } from 'node:https';

/** One HTTP exchange, whole. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
  /** Values of `Warning` headers, as the API server sends for objects that it takes but does not like. */
  readonly warnings: readonly string[];
}

/** What to ask. */
export interface HttpQuestion {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly agent?: Agent;
  readonly timeoutMs?: number;
}

const DEFAULT_TIMEOUT_MS = 60_000;

function warningsOf(message: IncomingMessage): readonly string[] {
  const texts: string[] = [];
  for (let i = 0; i < message.rawHeaders.length; i += 2) {
    const value = message.rawHeaders[i + 1] ?? '';
    if (message.rawHeaders[i]?.toLowerCase() === 'warning') texts.push(value.replace(/^299 - "(.*)"$/, '$1'));
  }
  return texts;
}

/** A connection that was kept open may have been closed at the other end while the question was on its way. */
class KeptConnectionLost extends Error {}

/** Asks over HTTP or HTTPS and gives the whole answer; rejects only where there is none. */
export async function ask(question: HttpQuestion): Promise<HttpAnswer> {
  try {
    return await askOnce(question);
  } catch (error) {
    if (!(error instanceof KeptConnectionLost)) throw error;
    return askOnce(onConnectionOfItsOwn(question));
  }
}

/** Where one kept connection was closed, those beside it may have been too. */
function onConnectionOfItsOwn({ agent, ...question }: HttpQuestion): HttpQuestion {
  if (agent === undefined) return question;
  return { ...question, agent: new Agent({ ...agent.options, keepAlive: false }) };
}

function askOnce(question: HttpQuestion): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const send = question.url.startsWith('https:') ? tlsRequest : plainRequest;
    const outgoing = send(
      question.url,
      {
        method: question.method,
        headers: question.headers,
        timeout: question.timeoutMs ?? DEFAULT_TIMEOUT_MS,
        ...(question.agent === undefined ? {} : { agent: question.agent }),
      },
      (message) => {
        const chunks: Buffer[] = [];
        message.on('data', (chunk: Buffer) => chunks.push(chunk));
        message.on('error', reject);
        message.on('end', () => {
          const body = Buffer.concat(chunks).toString('utf8');
          resolve({ status: message.statusCode ?? 0, body, warnings: warningsOf(message) });
        });
      },
    );
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      const lost = outgoing.reusedSocket && error.code === 'ECONNRESET';
      reject(lost ? new KeptConnectionLost(error.message) : error);
    });
    outgoing.on('timeout', () => outgoing.destroy(new Error(`no answer from ${question.url}`)));
    outgoing.end(question.body);
  });
}

/** Whether a plain HTTP endpoint answers with 200. */
export async function answersOk(url: string): Promise<boolean> {
  return (await ask({ method: 'GET', url, timeoutMs: 2_000 })).status === 200;
}
