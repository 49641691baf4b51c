import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ToolCache } from '../tools/tool-cache';
import { createPortSource, type PortSource } from './ports';
import { createProcessTable, type ProcessTable } from './process';
import { createWaits, type Waits } from './waits';

/** Everything that the parts of one run share; nothing of it outlives the run. */
export interface RunContext {
  /** The repository under test. */
  readonly repository: string;
  /** A folder of this run alone. */
  readonly folder: string;
  readonly tools: ToolCache;
  readonly ports: PortSource;
  readonly processes: ProcessTable;
  readonly waits: Waits;
  /** Token of the administrator of every cluster of this run. */
  readonly token: string;
  /** Files of the key that signs service account tokens. */
  readonly serviceAccountKey: { readonly privateFile: string; readonly publicFile: string };
}

function writeServiceAccountKey(folder: string): RunContext['serviceAccountKey'] {
  const pair = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const privateFile = join(folder, 'service-account.key');
  const publicFile = join(folder, 'service-account.pub');
  writeFileSync(privateFile, pair.privateKey, { mode: 0o600 });
  writeFileSync(publicFile, pair.publicKey);
  return { privateFile, publicFile };
}

/** Prepares a run in a folder of its own. */
export function createRunContext(repository: string, tools: ToolCache, folder: string): RunContext {
  const logs = join(folder, 'logs');
  mkdirSync(logs, { recursive: true });
  const waits = createWaits();
  return {
    repository,
    folder,
    tools,
    ports: createPortSource(),
    processes: createProcessTable(logs, waits),
    waits,
    token: randomBytes(16).toString('hex'),
    serviceAccountKey: writeServiceAccountKey(folder),
  };
}
