import type { Diagnostic } from '../core/diagnostic';
import type { JsonObject } from '../core/manifest';
import { sortedUnique } from '../core/text';
import type { Cluster } from '../fleet/fleet';
import { answeredIdentityOf } from '../plan/cloud-identity';
import { groupsOf } from '../plan/access';
import { controllerIdentity, issuerOutside, type Controller } from '../plan/controllers';
import type { Plan } from '../plan/plan';
import { componentsOf } from './baseline-units';
import { controllersUnknown } from './messages';
import type { PlainFile } from './unit';

type Report = (diagnostic: Diagnostic) => void;

/**
 * What whoever owns the accounts applies there, and no Argo CD sees: a file for each app and cluster, one for each controller
 * of the platform, and one for people and one for the issuer of the cluster where the cloud must be told of them.
 */
export function permissionFiles(plan: Plan, report: Report): readonly PlainFile[] {
  return [
    ...appFiles(plan),
    ...plan.fleet.clusters.flatMap((cluster) => [
      ...controllerFiles(plan, cluster, report),
      ...peopleFiles(cluster),
      ...issuerFiles(cluster),
    ]),
  ];
}

function appFiles({ apps }: Plan): readonly PlainFile[] {
  return apps.flatMap(({ app, placed }) =>
    placed.flatMap((cluster) => {
      const document = answeredIdentityOf(app, cluster)?.document;
      return document === undefined ? [] : [file(`${cluster.id}/${app.name}.json`, document)];
    }),
  );
}

/** Where the account of the cluster does not say enough, that is reported once for all of its controllers. */
function controllerFiles(plan: Plan, cluster: Cluster, report: Report): readonly PlainFile[] {
  const context = { fleet: plan.fleet, plan, cluster };
  const asked = componentsOf(context).flatMap(({ controller }) => {
    const found = controller?.(context);
    return found === undefined
      ? []
      : [{ name: found.name, found, answer: controllerIdentity(cluster, found) }];
  });
  const lacking = asked.flatMap(({ name, answer }) => ('missing' in answer ? [{ name, ...answer }] : []));
  if (lacking.length > 0)
    report(
      controllersUnknown({
        at: cluster.source.at(['account']),
        cluster: cluster.id,
        missing: sortedUnique(lacking.flatMap(({ missing }) => missing)),
        controllers: lacking.map(({ name }) => name),
      }),
    );
  const answered = asked.flatMap(({ name, found, answer }) =>
    'missing' in answer || answer.document === undefined ? [] : [{ name, found, document: answer.document }],
  );
  return [
    ...answered.map(({ name, document }) => file(`${cluster.id}/baseline/${name}.json`, document)),
    ...issuersOutside(
      cluster,
      answered.map(({ found }) => found),
    ),
  ];
}

/** An account knows an issuer once, however many controllers of the cluster come to it. */
function issuersOutside(cluster: Cluster, controllers: readonly Controller[]): readonly PlainFile[] {
  const byAccount = controllers.flatMap((controller): [string, JsonObject][] => {
    const document = issuerOutside(cluster, controller);
    return document === undefined ? [] : [[controller.outside?.account ?? '', document]];
  });
  return [...new Map(byAccount)].map(([account, document]) =>
    file(`${cluster.id}/baseline/issuer-${account}.json`, document),
  );
}

function peopleFiles(cluster: Cluster): readonly PlainFile[] {
  const groups = groupsOf(cluster);
  const { id, account, people } = cluster;
  const document = groups.length === 0 ? undefined : people.document?.({ cluster: id, account, groups });
  return document === undefined ? [] : [file(`${id}/baseline/people.json`, document)];
}

function issuerFiles({ id, identityMode: mode, account, workloadIdentity }: Cluster): readonly PlainFile[] {
  const document = workloadIdentity.issuer?.({ mode, cluster: id, account });
  return document === undefined ? [] : [file(`${id}/baseline/issuer.json`, document)];
}

function file(path: string, json: JsonObject): PlainFile {
  return { cluster: FLEET_FOLDER, path: `permissions/${path}`, content: { json } };
}

const FLEET_FOLDER = '_fleet';
