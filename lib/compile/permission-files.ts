import { answeredIdentityOf } from '../plan/cloud-identity';
import type { Plan } from '../plan/plan';
import type { PlainFile } from './unit';

/** What whoever owns the accounts applies there: a file for each app and cluster, which no Argo CD sees. */
export function permissionFiles({ apps }: Plan): readonly PlainFile[] {
  return apps.flatMap(({ app, placed }) =>
    placed.flatMap((cluster): PlainFile[] => {
      const document = answeredIdentityOf(app, cluster)?.document;
      if (document === undefined) return [];
      const path = `permissions/${cluster.id}/${app.name}.json`;
      return [{ cluster: FLEET_FOLDER, path, content: { json: document } }];
    }),
  );
}

const FLEET_FOLDER = '_fleet';
