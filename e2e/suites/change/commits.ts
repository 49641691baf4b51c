import { applicationStates, isAt, refresh } from '../../harness/argocd-state';
import type { Cluster } from '../../harness/cluster';
import { referenceCrds } from '../../harness/crds';
import { refOf, type KubeObject } from '../../harness/kube-client';
import type { RunContext } from '../../harness/run-context';
import { pending } from '../../harness/waits';
import { changeMarker, editObject, liveMarker, markerObject, treeNow } from '../marker';
import { clusterAt, type Stage } from './step';

const HEAL_MS = 60_000;
const FAIL_MS = 90_000;

/** A commit is in every cluster. */
export async function newCommit({ fleet }: Stage): Promise<string> {
  changeMarker(fleet, 'a new commit');
  const count = await fleet.awaitAll(fleet.repository.publish('A new commit'));
  for (const cluster of fleet.clusters) {
    const live = await liveMarker(fleet, cluster);
    if (live !== 'a new commit') throw new Error(`${cluster.name} has ${live ?? 'nothing'}`);
  }
  return `${String(count)} Applications`;
}

/** An object that is deleted by hand and a field that is changed by hand are put back; nobody asks Argo CD to look. */
export async function drift({ context, fleet }: Stage): Promise<string> {
  const cluster = clusterAt(fleet, 0);
  const deleted = refOf(markerObject(fleet, cluster).object);
  const rule = treeNow(fleet, cluster).find((item) => item.object.kind === 'DestinationRule')?.object;
  if (rule === undefined) throw new Error('the tree has no DestinationRule to change by hand');
  const { host } = rule['spec'] as { readonly host: string };
  await cluster.client.remove(deleted);
  await cluster.client.patch(refOf(rule), { spec: { host: 'changed.by.hand' } });
  await context.waits.until('drift healed', HEAL_MS, async () => {
    const [config, live] = await Promise.all([cluster.client.get(deleted), cluster.client.get(refOf(rule))]);
    const now = (live?.['spec'] as { readonly host: string } | undefined)?.host;
    return config !== undefined && now === host ? true : pending(`host ${now ?? 'nothing'}`);
  });
  return 'a deleted ConfigMap is back, a changed DestinationRule is as it was';
}

/** A broken object stops its own Application, and no other; it says why; a revert mends it. */
export async function brokenObject({ context, fleet }: Stage): Promise<string> {
  const cluster = clusterAt(fleet, 1);
  const { path } = markerObject(fleet, cluster);
  editObject(fleet, cluster, path, (object) => ({ ...object, data: { broken: 1 } }));
  const { repository } = fleet;
  const revision = repository.publish('A broken object');
  await refresh(cluster);
  const said = await context.waits.until('the broken object reported', FAIL_MS, async () => {
    const states = await applicationStates(cluster);
    const failed = states.filter((state) => state.message.includes('.data.broken'));
    const others = states.filter((state) => !failed.includes(state));
    const expected = { revision, sameFolder: repository.sameFolder };
    const behind = others.filter((state) => state.sync !== 'Synced' || !isAt(state, expected));
    if (failed.length !== 1) return pending(`${String(failed.length)} Applications name the field`);
    return behind.length === 0 ? failed[0] : pending(behind.map((state) => state.name).join(', '));
  });
  repository.git('revert', '--no-edit', revision);
  await fleet.awaitAll(repository.publish('Publish the revert'), [cluster]);
  return `only ${said?.name ?? ''} failed, and said: ${/[^:]*\.data\.broken[^(]*/.exec(said?.message ?? '')?.[0].trim() ?? ''}`;
}

interface Definition extends KubeObject {
  readonly spec: {
    readonly group: string;
    readonly versions: readonly {
      readonly name: string;
      readonly schema: {
        readonly openAPIV3Schema: { readonly properties: { readonly spec: { readonly properties: object } } };
      };
    }[];
  };
}

/** The definition as a later release might have it: with one more field. */
function withField(definition: Definition, field: string): KubeObject {
  const versions = definition.spec.versions.map((version) => {
    const { openAPIV3Schema } = version.schema;
    const spec = {
      ...openAPIV3Schema.properties.spec,
      properties: { ...openAPIV3Schema.properties.spec.properties, [field]: { type: 'string' } },
    };
    const properties = { ...openAPIV3Schema.properties, spec };
    return { ...version, schema: { ...version.schema, openAPIV3Schema: { ...openAPIV3Schema, properties } } };
  });
  return { ...definition, spec: { ...definition.spec, versions } };
}

/**
 * Puts the definition into a cluster, and touches it again once the server publishes it: Argo CD reads the schemas at the very
 * moment when a definition changes, and that may still be the old one, in which the field is no difference.
 */
async function upgrade(
  { waits }: RunContext,
  { name, client }: Cluster,
  definition: Definition,
  field: string,
): Promise<void> {
  const verdict = await client.apply(withField(definition, field), { fieldManager: 'crd-install' });
  if (!verdict.accepted) throw new Error(verdict.message);
  const { group, versions } = definition.spec;
  for (const version of versions) {
    await waits.until(`${name} publishes the new schema`, HEAL_MS, async () => {
      const { body } = await client.raw(`/openapi/v3/apis/${group}/${version.name}`);
      return body.includes(`"${field}"`) ? true : pending(version.name);
    });
  }
  const metadata = { annotations: { 'e2e.example/published': 'true' } };
  const touched = await client.patch(refOf(definition), { metadata });
  if (!touched.accepted) throw new Error(touched.message);
}

/** A field that the definitions do not know yet fails; once they are upgraded the same commit gets there by retries. */
export async function crdUpgrade({ context, fleet }: Stage): Promise<string> {
  const cluster = clusterAt(fleet, 0);
  const name = 'destinationrules.networking.istio.io';
  const definition = referenceCrds(context).find((object) => object.metadata.name === name) as
    Definition | undefined;
  const rule = treeNow(fleet, cluster).find((item) => item.object.kind === 'DestinationRule');
  if (definition === undefined || rule === undefined) throw new Error('no DestinationRule to upgrade');
  const field = 'addedByUpgrade';
  editObject(fleet, cluster, rule.path, (object) => ({
    ...object,
    spec: { ...(object['spec'] as object), [field]: 'x' },
  }));
  const revision = fleet.repository.publish('A field of a later release');
  await refresh(cluster);
  await context.waits.until('the unknown field reported', FAIL_MS, async () => {
    const states = await applicationStates(cluster);
    return states.some((state) => state.message.includes(field))
      ? true
      : pending('no Application names the field');
  });
  await upgrade(context, cluster, definition, field);
  await fleet.awaitAll(revision, [cluster]);
  // A server that learns of a new schema may still cut the field off in the first sync after it; the next one heals that.
  await refresh(cluster);
  await context.waits.until('the new field is there', HEAL_MS, async () => {
    const live = await cluster.client.get(refOf(rule.object));
    const value = (live?.['spec'] as Readonly<Record<string, string>> | undefined)?.[field];
    return value === 'x' ? true : pending(value ?? 'no value');
  });
  fleet.repository.git('revert', '--no-edit', revision);
  await fleet.awaitAll(fleet.repository.publish('Publish the revert'), [cluster]);
  return `${name} with one more field`;
}
