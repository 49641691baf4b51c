import { COMPONENTS } from '../../lib/baseline/registry';
import { componentsOf } from '../../lib/compile/baseline-units';
import { compileObjects } from '../../lib/compile/compile-objects';
import { permissionFiles } from '../../lib/compile/permission-files';
import { listOf, valueAt } from '../../lib/core/json';
import type { Json, Manifest } from '../../lib/core/manifest';
import { MINI_FILES, miniAksCluster, miniFleet, type MiniFleet } from './mini-fleet';
import { validateObject } from './validate-object';

/** Settings of cert-manager with one issuer. */
export const ISSUERS =
  'issuers: {public: {server: https://acme.example.com/directory, email: platform@example.com}}';
/** Zones of the three clouds. */
export const AWS = "{provider: aws, account: '444455556666', id: Z0123456789MINI}";
/** Of Azure. */
export const SUBSCRIPTION = '00000000-0000-4000-8000-000000000001';
/** A zone of Azure DNS. */
export const AZURE = `{provider: azure, account: ${SUBSCRIPTION}/dns, id: apps.example.com}`;
/** A zone of Cloud DNS. */
export const GOOGLE = '{provider: gcp, account: example-dns, id: apps-example-com}';
/** An entry for which external-dns gives each cluster its name. */
export const ROUTE53 = 'entry: {route53: {hostedZone: Z0123456789MINI}}\n';
/** An entry for which it writes public hosts too. */
export const TRAFFIC_MANAGER = `entry: {trafficManager: {subscription: ${SUBSCRIPTION}, resourceGroup: edge}}\n`;
/** Issuer of the tokens of a cluster. */
export const ISSUER_OF_CLUSTER = 'https://oidc.example.com/id/1';

/** A miniature fleet with more in its fleet.yaml. */
export function fleetWith(lines: string, files: Readonly<Record<string, string>> = {}): MiniFleet {
  return miniFleet({ files: { 'fleet.yaml': `${MINI_FILES['fleet.yaml'] ?? ''}${lines}`, ...files } });
}

/** A fleet with a zone and an issuer, and perhaps a third cluster, and more settings of the baseline. */
export function zoned(
  zone: string,
  entry: string,
  { cluster, account = '', more }: { cluster?: typeof miniAksCluster; account?: string; more?: string } = {},
): MiniFleet {
  const settings = `cert-manager: {${ISSUERS}}${more === undefined ? '' : `, ${more}`}`;
  return fleetWith(
    `${entry}dnsZone: ${zone}\nbaseline: {${settings}}\n`,
    cluster === undefined ? {} : { 'clusters/third.yaml': cluster('third', regionOf(cluster), 3, account) },
  );
}

function regionOf(cluster: typeof miniAksCluster): string {
  return cluster === miniAksCluster ? 'eastus' : 'us-east4';
}

/** The components that a cluster has. */
export function names({ fleet, plan, cluster }: MiniFleet, id = 'us'): readonly string[] {
  return componentsOf({ fleet, plan, cluster: cluster(id) }).map(({ name }) => name);
}

/** The one object of a component, which an API server would take. */
export function built(name: string, { fleet, plan, cluster }: MiniFleet, id = 'us'): Manifest {
  const component = COMPONENTS.find((candidate) => candidate.name === name);
  const objects = compileObjects('test', (scope) =>
    component?.build(scope, { fleet, plan, cluster: cluster(id) }),
  );
  const problems = objects.flatMap(validateObject);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const [object] = objects;
  if (object === undefined) throw new Error(`nothing of ${name}`);
  return object;
}

/** The values of the chart that a component installs. */
export function valuesOf(name: string, mini: MiniFleet, id = 'us'): Json | undefined {
  return valueAt(built(name, mini, id), 'spec', 'source', 'helm', 'valuesObject');
}

/** The first of a list. */
export function first(list: Json | undefined): Json | undefined {
  return listOf(list)[0];
}

/** What the owner of an account applies, by the end of its path. */
export function permissionsOf(mini: MiniFleet, path: string): Json | undefined {
  const file = permissionFiles(mini.plan, () => undefined).find((candidate) => candidate.path.endsWith(path));
  return file !== undefined && 'json' in file.content ? file.content.json : undefined;
}

/** Only the third cluster writes into the zone: those of AWS have no way into another cloud. */
export function fleetOf(zone: string, cluster: typeof miniAksCluster, account = '', entry = ''): MiniFleet {
  return fleetWith(
    `${entry}dnsZone: ${zone}
baseline: {cert-manager: {${ISSUERS}}}
overlays:
  - {match: {provider: aws}, baseline: {cert-manager: {install: false}, external-dns: {install: false}}}
`,
    { 'clusters/third.yaml': cluster('third', regionOf(cluster), 3, account) },
  );
}
