import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { onceFor } from '../../lib/core/once-for';
import { startApiServer } from './api-server';
import { installCrds } from './crds';
import { startEtcd } from './etcd';
import { createKubeClient, type KubeObject } from './kube-client';
import type { RunContext } from './run-context';

/** The stores of a run, by the definitions in them. */
const storesOf = onceFor((_context: RunContext) => new Map<string, Promise<string>>());

/**
 * The data of an etcd in which an API server has established definitions, as a folder to copy. To establish them costs a server
 * three times as much as to start with them, and most clusters of a run are to have the same ones.
 */
export function preparedStore(context: RunContext, definitions: readonly KubeObject[]): Promise<string> {
  const stores = storesOf(context);
  const key = JSON.stringify(definitions);
  const store = stores.get(key) ?? prepare(context, `definitions-${String(stores.size)}`, definitions);
  stores.set(key, store);
  return store;
}

async function prepare(
  context: RunContext,
  name: string,
  definitions: readonly KubeObject[],
): Promise<string> {
  const folder = join(context.folder, name);
  mkdirSync(folder, { recursive: true });
  const [client, peer, port] = [
    await context.ports.next(),
    await context.ports.next(),
    await context.ports.next(),
  ];
  const etcd = await startEtcd(context, name, folder, { client, peer });
  const api = await startApiServer(context, name, folder, client, port);
  const kube = createKubeClient(api.access);
  await installCrds(context, kube, name, definitions);
  kube.close();
  await context.processes.stop(api.process);
  await context.processes.stop(etcd);
  return join(folder, 'etcd');
}
