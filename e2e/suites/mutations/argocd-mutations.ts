import { join } from 'node:path';
import { LANE_LABEL } from '../../../lib/plan/sync';
import { applications } from '../../harness/argocd-state';
import { filesBelow } from '../../harness/tree';
import type { Cluster } from '../../harness/cluster';
import { refOf, type KubeObject } from '../../harness/kube-client';
import { clusterAt, everything, expectNothingDeleted, type Stage } from '../change/step';
import { editObject, markerObject } from '../marker';
import { pause, pending } from '../../harness/waits';
import { withValue } from './mutation';

const HEAL_MS = 12_000;
const TOLD_MS = 60_000;
const GONE_MS = 60_000;
/** What the watch of the change suite says where something is deleted. */
const NOTICED = 'objects gone';
const SET = 'root/argocd/applicationset.argoproj.io_apps.yaml';

function expectSet(stage: Stage): string {
  const cluster = clusterAt(stage.fleet, 0);
  if (!filesBelow(join(stage.fleet.repository.folder, 'dist', cluster.name)).includes(SET)) {
    throw new Error(`no ${SET} to plant it in`);
  }
  return SET;
}

interface HealingApplication extends KubeObject {
  readonly spec: { readonly syncPolicy?: { readonly automated?: { readonly selfHeal?: boolean } } };
}

/** The set tells its Applications some time after it is told itself. */
async function awaitNoHealing({ context }: Stage, cluster: Cluster): Promise<void> {
  await context.waits.until('no Application of the set heals', TOLD_MS, async () => {
    const all = (await applications(cluster)) as readonly HealingApplication[];
    const healing = all.filter(
      ({ metadata, spec }) =>
        metadata.labels?.[LANE_LABEL] === 'apps' && spec.syncPolicy?.automated?.selfHeal === true,
    );
    return healing.length === 0 ? true : pending(`${String(healing.length)} heal`);
  });
}

/** With healing off, an object that is deleted by hand does not come back; the change suite would say so. */
export async function healingOff(stage: Stage): Promise<string> {
  const { fleet } = stage;
  const cluster = clusterAt(fleet, 0);
  editObject(fleet, cluster, expectSet(stage), (object) =>
    withValue(object, ['spec', 'template', 'spec', 'syncPolicy', 'automated', 'selfHeal'], false),
  );
  await fleet.awaitAll(fleet.repository.publish('Healing off'));
  await awaitNoHealing(stage, cluster);
  const marker = refOf(markerObject(fleet, cluster).object);
  await cluster.client.remove(marker);
  await pause(HEAL_MS);
  const back = await cluster.client.get(marker);
  await fleet.settle();
  if (back !== undefined) throw new Error('it was healed all the same');
  return 'a deleted ConfigMap stayed away';
}

/**
 * Whoever writes to an Application at the moment when it goes lets its ApplicationSet believe, until that is restarted, that it is
 * still there.
 */
async function awaitDeleted({ context }: Stage, cluster: Cluster): Promise<void> {
  await context.waits.until('the Applications of the set are gone', GONE_MS, async () => {
    const all = await applications(cluster);
    const left = all.filter(({ metadata }) => metadata.labels?.[LANE_LABEL] === 'apps');
    return left.length === 0 ? true : pending(left.map(({ metadata }) => metadata.name).join(', '));
  });
}

/** Without its guards, an emptied units folder deletes what the guards save; the change suite would say so. */
export async function guardsOff(stage: Stage): Promise<string> {
  const { fleet } = stage;
  const cluster = clusterAt(fleet, 0);
  editObject(fleet, cluster, expectSet(stage), (object) =>
    withValue(object, ['spec', 'syncPolicy'], {
      applicationsSync: 'sync',
      preserveResourcesOnDeletion: false,
    }),
  );
  await fleet.awaitAll(fleet.repository.publish('Guards off'));
  const before = await everything(cluster);
  fleet.repository.remove(join('dist', cluster.name, 'units', 'apps'));
  fleet.repository.publish('An emptied units folder');
  const outcome = await expectNothingDeleted(cluster, before).catch((error: unknown) => String(error));
  if (outcome.includes(NOTICED)) await awaitDeleted(stage, cluster);
  await fleet.settle();
  if (!outcome.includes(NOTICED)) throw new Error(`nobody noticed: ${outcome}`);
  return outcome.split('\n')[0] ?? '';
}
