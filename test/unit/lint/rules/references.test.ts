import type { LintRule } from '../../../../lib/lint/lint';
import { claimsExist } from '../../../../lib/lint/rules/claims-exist';
import { configMapsExist } from '../../../../lib/lint/rules/config-maps-exist';
import { gatewaysHaveAClass } from '../../../../lib/lint/rules/gateways-have-a-class';
import { namespacesExist } from '../../../../lib/lint/rules/namespaces-exist';
import { rolesExist } from '../../../../lib/lint/rules/roles-exist';
import { routesHaveAGateway } from '../../../../lib/lint/rules/routes-have-a-gateway';
import { secretsExist } from '../../../../lib/lint/rules/secrets-exist';
import { serviceAccountsExist } from '../../../../lib/lint/rules/service-accounts-exist';
import {
  compileMini,
  edit,
  findingsOf,
  sentencesOf,
  withObject,
  withObjects,
  type Change,
  type CompiledFleet,
} from '../../../support/compiled';

const fleet = compileMini();
const SPEC = ['spec', 'template', 'spec'];
const CONTAINER = [...SPEC, 'containers', 0];
const WEB = 'Deployment.apps web/web (us, unit apps/web): spec.template.spec.';

function changed(path: readonly (string | number)[], value: unknown): CompiledFleet {
  return withObjects(fleet, edit('Deployment', 'web', path, value));
}

function withOne(
  base: CompiledFleet,
  apiVersion: string,
  kind: string,
  name: string,
  more: object = {},
): CompiledFleet {
  const metadata = kind === 'PersistentVolume' ? { name } : { name, namespace: 'web' };
  return withObject(base, 'us', 'web', { apiVersion, kind, metadata, ...more });
}

const envFrom = (source: object): CompiledFleet => changed([...CONTAINER, 'envFrom'], [source]);
const env = (valueFrom: object): CompiledFleet => changed([...CONTAINER, 'env'], [{ name: 'X', valueFrom }]);
const volume = (source: object): CompiledFleet => changed([...SPEC, 'volumes'], [{ name: 'x', ...source }]);
const binding = (kind: string, name: string): CompiledFleet =>
  withOne(fleet, 'rbac.authorization.k8s.io/v1', 'RoleBinding', 'x', { roleRef: { kind, name } });

const map = envFrom({ configMapRef: { name: 'extra' } });
const key = env({ configMapKeyRef: { name: 'extra', key: 'a' } });
const secret = env({ secretKeyRef: { name: 'token', key: 'a' } });
const mounted = volume({ projected: { sources: [{ secret: { name: 'token' } }] } });
const account = changed([...SPEC, 'serviceAccountName'], 'robot');
const claimed = volume({ persistentVolumeClaim: { claimName: 'disk' } });
const bound = withOne(fleet, 'v1', 'PersistentVolumeClaim', 'disk', { spec: { volumeName: 'pv-1' } });

/** What trips a rule, what it says, and the same with what was missing. */
type Case = readonly [
  what: string,
  rule: LintRule,
  trips: CompiledFleet,
  sentence: string,
  fine: CompiledFleet,
];

const CASES: readonly Case[] = [
  [
    'a ConfigMap that is not there',
    configMapsExist,
    map,
    `${WEB}containers[0].envFrom[0] reads the ConfigMap extra, which is not in the namespace | Add it, or mark it as optional.`,
    withOne(map, 'v1', 'ConfigMap', 'extra'),
  ],
  [
    'a key that the ConfigMap lacks',
    configMapsExist,
    withOne(key, 'v1', 'ConfigMap', 'extra', { data: { b: 'x' } }),
    `${WEB}containers[0].env[0] reads a of the ConfigMap extra, which lacks it | Name a key of it, or add this one.`,
    withOne(key, 'v1', 'ConfigMap', 'extra', { data: { a: 'x' } }),
  ],
  [
    'a ConfigMap that is not optional',
    configMapsExist,
    volume({ configMap: { name: 'extra' } }),
    `${WEB}volumes[0] reads the ConfigMap extra, which is not in the namespace | Add it, or mark it as optional.`,
    volume({ configMap: { name: 'extra', optional: true } }),
  ],
  [
    'a Secret that nothing makes',
    secretsExist,
    secret,
    `${WEB}containers[0].env[0] reads the Secret token, which nothing in the namespace makes | Name it under runtime.secrets, or add the ExternalSecret or Certificate that makes it.`,
    withOne(secret, 'external-secrets.io/v1', 'ExternalSecret', 'x', { spec: { target: { name: 'token' } } }),
  ],
  [
    'a Secret of a volume that nothing makes',
    secretsExist,
    mounted,
    `${WEB}volumes[0] reads the Secret token, which nothing in the namespace makes | Name it under runtime.secrets, or add the ExternalSecret or Certificate that makes it.`,
    withOne(mounted, 'cert-manager.io/v1', 'Certificate', 'x', { spec: { secretName: 'token' } }),
  ],
  [
    'an account that is not there',
    serviceAccountsExist,
    account,
    `${WEB}serviceAccountName is robot, which is not in the namespace | Add the ServiceAccount, or take that of the app.`,
    withOne(account, 'v1', 'ServiceAccount', 'robot'),
  ],
  [
    'a claim that is not there',
    claimsExist,
    claimed,
    `${WEB}volumes[0] mounts the claim disk, which is not in the namespace | Add the PersistentVolumeClaim, or use volumeClaimTemplates of a StatefulSet.`,
    withOne(claimed, 'v1', 'PersistentVolumeClaim', 'disk'),
  ],
  [
    'a claim of a volume that is not there',
    claimsExist,
    bound,
    'PersistentVolumeClaim web/disk (us, unit apps/web): spec.volumeName is pv-1, which the cluster does not have | Leave it out and let the storage class make the volume, or add the PersistentVolume.',
    withOne(bound, 'v1', 'PersistentVolume', 'pv-1'),
  ],
  [
    'a role that is not there',
    rolesExist,
    binding('Role', 'reader'),
    'RoleBinding.rbac.authorization.k8s.io web/x (us, unit apps/web): roleRef names the Role reader, which is not there | Add it, or name a role of Kubernetes such as view.',
    binding('ClusterRole', 'view'),
  ],
  [
    'a role of the namespace that only the cluster has',
    rolesExist,
    binding('Role', 'view'),
    'RoleBinding.rbac.authorization.k8s.io web/x (us, unit apps/web): roleRef names the Role view, which is not there | Add it, or name a role of Kubernetes such as view.',
    withOne(binding('Role', 'reader'), 'rbac.authorization.k8s.io/v1', 'Role', 'reader'),
  ],
];

describe('reports', () => {
  test.each(CASES)('%s', (_what, rule, trips, sentence, fine) => {
    expect(findingsOf(rule, fleet)).toEqual([]);
    expect(sentencesOf(rule, trips)).toEqual([sentence]);
    expect(findingsOf(rule, fine)).toEqual([]);
  });

  test('a Secret that the contract names is made by somebody', () => {
    const contract = `application:
  name: web
  owner: shop
  criticality: tier-2
  regions: [aws:us-east-1]
  runtime: {minReplicasPerRegion: 2, secrets: [{name: token, env: {TOKEN: token}}]}
`;
    const declared = compileMini({
      'apps/web/app.yaml': contract,
      'apps/stock/app.yaml': undefined,
      'apps/stock/releases.yaml': undefined,
    });
    expect(findingsOf(secretsExist, declared)).toEqual([]);
    const lost = withObjects(declared, (object) => (object.kind === 'ExternalSecret' ? undefined : object));
    expect(sentencesOf(secretsExist, lost)).toEqual([
      expect.stringContaining('reads the Secret token, which nothing in the namespace makes'),
    ]);
  });

  test('a namespace that is not there', () => {
    const without: Change = (object, cluster) =>
      object.kind === 'Namespace' && object.metadata.name === 'web' && cluster === 'us' ? undefined : object;
    const sentences = sentencesOf(namespacesExist, withObjects(fleet, without));
    expect(sentences).toContain(
      'Deployment.apps web/web (us, unit apps/web): metadata.namespace is "web", which us does not have | Add the Namespace, or name one that is there.',
    );
    expect(sentences.every((sentence) => sentence.includes('"web", which us'))).toBe(true);
    expect(findingsOf(namespacesExist, fleet)).toEqual([]);
  });

  test('a route that no Gateway of the cluster takes', () => {
    const parent = (path: readonly (string | number)[], value: unknown): CompiledFleet =>
      withObjects(fleet, edit('HTTPRoute', 'web', ['spec', 'parentRefs', 0, ...path], value));
    const ROUTE = 'HTTPRoute.gateway.networking.k8s.io web/web (us, unit apps/web): spec.parentRefs[0]';
    expect(sentencesOf(routesHaveAGateway, parent(['name'], 'private'))).toEqual([
      `${ROUTE} names the Gateway istio-ingress/private, which us does not have | Name a Gateway of the cluster.`,
    ]);
    expect(sentencesOf(routesHaveAGateway, parent(['sectionName'], 'ftp'))).toEqual([
      `${ROUTE}.sectionName is ftp, which is no listener of the Gateway | Name one of its listeners, or none.`,
    ]);
    expect(findingsOf(routesHaveAGateway, fleet)).toEqual([]);
  });

  test('a VirtualService of a Gateway that is not there', () => {
    const gateways = (value: readonly string[]): CompiledFleet =>
      withObjects(fleet, edit('VirtualService', 'stock', ['spec', 'gateways'], value, 'us'));
    expect(sentencesOf(routesHaveAGateway, gateways(['mesh', 'istio-system/none']))).toEqual([
      'VirtualService.networking.istio.io stock/stock (us, unit apps/stock): spec.gateways[1] is istio-system/none, which us does not have | Name a Gateway of Istio, or "mesh".',
    ]);
    expect(findingsOf(routesHaveAGateway, gateways(['mesh']))).toEqual([]);
  });

  test('a Gateway of a class that nobody serves', () => {
    const ofClass = (name: string): CompiledFleet =>
      withObjects(fleet, edit('Gateway', 'public', ['spec', 'gatewayClassName'], name, 'us'));
    expect(sentencesOf(gatewaysHaveAClass, ofClass('nginx'))).toEqual([
      'Gateway.gateway.networking.k8s.io istio-ingress/public (us, unit baseline/ingress-gateway): spec.gatewayClassName is nginx, which no controller of the cluster serves | Name a class that is there, such as istio, or add the GatewayClass.',
    ]);
    expect(findingsOf(gatewaysHaveAClass, ofClass('gke-l7-global-external-managed-mc'))).toEqual([]);
  });
});
