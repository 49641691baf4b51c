import type { Diagnostic } from '../core/diagnostic';
import type { JsonObject } from '../core/manifest';
import { sortedUnique } from '../core/text';
import type { Cluster } from '../fleet/fleet';
import { answeredIdentityOf } from '../plan/cloud-identity';
import { peopleDocument } from '../plan/access';
import { controllerIdentity, issuerOutside, type Controller } from '../plan/controllers';
import { FLEET_FOLDER } from '../plan/names';
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
      ...fileOf(`${cluster.id}/baseline/people`, peopleDocument(cluster)),
      ...issuerFiles(cluster),
    ]),
  ];
}

function appFiles({ apps }: Plan): readonly PlainFile[] {
  return apps.flatMap(({ app, placed }) =>
    placed.flatMap((cluster) =>
      fileOf(`${cluster.id}/${app.name}`, answeredIdentityOf(app, cluster)?.document),
    ),
  );
}

/** Where the account of the cluster does not say enough, that is reported once for all of its controllers. */
function controllerFiles(plan: Plan, cluster: Cluster, report: Report): readonly PlainFile[] {
  const context = { fleet: plan.fleet, plan, cluster };
  const asked = componentsOf(context).flatMap(({ controller }) => {
    const found = controller?.(context);
    return found === undefined ? [] : [{ controller: found, answer: controllerIdentity(cluster, found) }];
  });
  const lacking = asked.flatMap(({ controller, answer }) =>
    'missing' in answer ? [{ name: controller.name, missing: answer.missing }] : [],
  );
  if (lacking.length > 0)
    report(
      controllersUnknown({
        at: cluster.source.at(['account']),
        cluster: cluster.id,
        missing: sortedUnique(lacking.flatMap(({ missing }) => missing)),
        controllers: lacking.map(({ name }) => name),
      }),
    );
  const answered = asked.flatMap(({ controller, answer }) =>
    'missing' in answer || answer.document === undefined ? [] : [{ controller, document: answer.document }],
  );
  return [
    ...answered.flatMap(({ controller, document }) =>
      fileOf(`${cluster.id}/baseline/${controller.name}`, document),
    ),
    ...issuersOutside(
      cluster,
      answered.map(({ controller }) => controller),
    ),
  ];
}

/** An account knows an issuer once, however many controllers of the cluster come to it. */
function issuersOutside(cluster: Cluster, controllers: readonly Controller[]): readonly PlainFile[] {
  const byAccount = controllers.flatMap((controller): [string, JsonObject][] => {
    const document = issuerOutside(cluster, controller);
    return document === undefined ? [] : [[controller.outside?.account ?? '', document]];
  });
  return [...new Map(byAccount)].flatMap(([account, document]) =>
    fileOf(`${cluster.id}/baseline/issuer-${account}`, document),
  );
}

function issuerFiles({ id, identityMode: mode, account, workloadIdentity }: Cluster): readonly PlainFile[] {
  return fileOf(`${id}/baseline/issuer`, workloadIdentity.issuer?.({ mode, cluster: id, account }));
}

/** None where there is nothing to write. */
function fileOf(path: string, json: JsonObject | undefined): readonly PlainFile[] {
  return json === undefined
    ? []
    : [{ cluster: FLEET_FOLDER, path: `permissions/${path}.json`, content: { json } }];
}
