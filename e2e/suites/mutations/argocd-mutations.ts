import { join } from 'node:path';
import { filesBelow } from '../../harness/tree';
import { refOf } from '../../harness/kube-client';
import { clusterAt, everything, expectNothingDeleted, type Stage } from '../change/step';
import { editObject, markerObject } from '../marker';
import { pause } from '../../harness/waits';
import { withValue } from './mutation';

const HEAL_MS = 12_000;
const SET = 'root/argocd/applicationset.argoproj.io_apps.yaml';

function expectSet(stage: Stage): string {
  const cluster = clusterAt(stage.fleet, 0);
  if (!filesBelow(join(stage.fleet.repository.folder, 'dist', cluster.name)).includes(SET)) {
    throw new Error(`no ${SET} to plant it in`);
  }
  return SET;
}

/** With healing off, an object that is deleted by hand does not come back; the change suite would say so. */
export async function healingOff(stage: Stage): Promise<string> {
  const { fleet } = stage;
  const cluster = clusterAt(fleet, 0);
  editObject(fleet, cluster, expectSet(stage), (object) =>
    withValue(object, ['spec', 'template', 'spec', 'syncPolicy', 'automated', 'selfHeal'], false),
  );
  await fleet.awaitAll(fleet.repository.publish('Healing off'));
  const marker = refOf(markerObject(fleet, cluster).object);
  await cluster.client.remove(marker);
  await pause(HEAL_MS);
  const back = await cluster.client.get(marker);
  await fleet.settle();
  if (back !== undefined) throw new Error('it was healed all the same');
  return 'a deleted ConfigMap stayed away';
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
  await fleet.settle();
  if (!outcome.includes('objects gone')) throw new Error(`nobody noticed: ${outcome}`);
  return outcome.split('\n')[0] ?? '';
}
