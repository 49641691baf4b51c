import { COMPONENTS } from '../../../lib/baseline/registry';
import { externalSecrets } from '../../../lib/baseline/external-secrets/component';
import { secretStores } from '../../../lib/baseline/secret-stores/component';
import type { Component } from '../../../lib/baseline/component';
import { compileObjects } from '../../../lib/compile/compile-objects';
import { valueAt } from '../../../lib/core/json';
import type { Json, JsonObject, Manifest } from '../../../lib/core/manifest';
import { compilePlan } from '../../support/compiled';
import {
  MINI_FILES,
  miniAksCluster,
  miniCluster,
  miniFleet,
  miniGkeCluster,
  type MiniFleet,
} from '../../support/mini-fleet';
import { validateObject } from '../../support/validate-object';

const GUID = '00000000-0000-4000-8000-000000000000';
const ISSUER = 'https://oidc.example.com/id/1';
const AZURE = `account:
  id: ${GUID}/platform
  issuer: ${ISSUER}
  secretStore: shop-vault
  platformStore: mini-vault
  identities: {external-secrets: ${GUID}, app-secrets: ${GUID}}
`;

/** One cluster for each way to permissions. */
function everywhere(more: { readonly azure?: string; readonly fleet?: string } = {}): MiniFleet {
  return miniFleet({
    files: {
      'fleet.yaml': `${MINI_FILES['fleet.yaml'] ?? ''}${more.fleet ?? ''}`,
      'clusters/us.yaml': miniCluster(
        'us',
        'us-east-1',
        1,
        "account: {id: '111122223333', secretStore: prod, platformStore: base}\n",
      ),
      'clusters/eu.yaml': miniCluster(
        'eu',
        'eu-west-1',
        2,
        `account: {id: '111122223333', secretStore: prod, issuer: ${ISSUER}}\n`,
      ).replace('eks-pod-identity', 'irsa'),
      'clusters/we.yaml': miniAksCluster('we', 'westeurope', 3, more.azure ?? AZURE),
      'clusters/be.yaml': miniGkeCluster(
        'be',
        'europe-west1',
        4,
        'account: {id: example-prod, secretStore: prod, platformStore: base}\n',
      ),
    },
  });
}

const fleet = everywhere();

function built(
  component: Component,
  id: string,
  { fleet: of, plan, cluster }: MiniFleet = fleet,
): readonly Manifest[] {
  const context = { fleet: of, plan, cluster: cluster(id) };
  return compileObjects('test', (scope) => component.build(scope, context));
}

function named(objects: readonly Manifest[], kind: string, name: string): Manifest | undefined {
  return objects.find((object) => object.kind === kind && object.metadata.name === name);
}

function storeIn(id: string, name: string, from?: MiniFleet): Json | undefined {
  return valueAt(named(built(secretStores, id, from), 'ClusterSecretStore', name)?.['spec'], 'provider');
}

/** What the account of a cluster must hold for one service account. */
function permissions(id: string, name: string, from: MiniFleet = fleet): JsonObject | undefined {
  const { files } = compilePlan(from.plan).compiled;
  const file = files.find(({ path }) => path === `permissions/${id}/baseline/${name}.json`);
  return file !== undefined && 'json' in file.content ? (file.content.json as JsonObject) : undefined;
}

describe('the operator of secrets', () => {
  const values = (id: string): JsonObject =>
    valueAt(built(externalSecrets, id)[0]?.['spec'], 'source', 'helm', 'valuesObject') as JsonObject;

  test('comes from the mirror, with two of all that something waits for', () => {
    const [application, ...more] = built(externalSecrets, 'us');
    expect(more).toEqual([]);
    expect(application?.['spec']).toMatchObject({
      project: 'charts',
      source: {
        chart: 'external-secrets',
        repoURL: 'registry.example.com/external-secrets/charts',
        targetRevision: '1.3.2',
      },
      destination: { name: 'us', namespace: 'external-secrets' },
    });
    expect(values('us')).toMatchObject({
      global: { repository: 'registry.example.com/external-secrets/external-secrets' },
      replicaCount: 2,
      leaderElect: true,
      podDisruptionBudget: { enabled: true, minAvailable: 1 },
      webhook: { replicaCount: 2, podDisruptionBudget: { enabled: true } },
    });
  });

  test('writes into no store, and is made to do nothing by who may edit a namespace', () => {
    expect(values('us')).toMatchObject({
      crds: { createClusterExternalSecret: false, createPushSecret: false },
      processClusterExternalSecret: false,
      processPushSecret: false,
      processClusterPushSecret: false,
      rbac: { aggregateToEdit: false },
    });
  });

  test('carries what its cloud knows it by', () => {
    expect(values('us')['serviceAccount']).toEqual({ name: 'external-secrets', annotations: {} });
    expect(values('eu')['serviceAccount']).toMatchObject({
      annotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/external-secrets-eu' },
    });
    expect(values('we')).toMatchObject({
      serviceAccount: { annotations: { 'azure.workload.identity/client-id': GUID } },
      podLabels: { 'azure.workload.identity/use': 'true' },
    });
  });

  test('is left out, with its stores and its namespace, where somebody else runs it', () => {
    const others = everywhere({ fleet: 'baseline: {external-secrets: {install: false}}\n' });
    const units = compilePlan(others.plan).compiled.units.filter(({ cluster }) => cluster === 'us');
    const names = units.map(({ name }) => name);
    expect(names).toContain('kube-prometheus');
    for (const name of ['external-secrets', 'secret-stores', 'namespace-external-secrets'])
      expect(names).not.toContain(name);
    const kinds = units.flatMap(({ objects }) =>
      objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`),
    );
    expect(kinds).not.toContain('PodMonitor external-secrets');
    expect(permissions('us', 'external-secrets', others)).toBeUndefined();
  });
});

describe('the stores of a cluster', () => {
  test('are those of its own region, in the way of its cloud', () => {
    expect(storeIn('us', 'apps')).toEqual({
      aws: { service: 'SecretsManager', region: 'us-east-1', prefix: 'prod/' },
    });
    expect(storeIn('us', 'platform')).toEqual({
      aws: { service: 'SecretsManager', region: 'us-east-1', prefix: 'base/' },
    });
    const under = { name: 'app-secrets', namespace: 'external-secrets' };
    expect(storeIn('eu', 'apps')).toMatchObject({
      aws: { region: 'eu-west-1', prefix: 'prod/', auth: { jwt: { serviceAccountRef: under } } },
    });
    expect(storeIn('we', 'apps')).toMatchObject({
      azurekv: {
        vaultUrl: 'https://shop-vault.vault.azure.net',
        authType: 'WorkloadIdentity',
        serviceAccountRef: under,
      },
    });
    expect(storeIn('we', 'platform')).toMatchObject({
      azurekv: { vaultUrl: 'https://mini-vault.vault.azure.net' },
    });
    expect(storeIn('be', 'apps')).toMatchObject({
      gcpsm: { projectID: 'example-prod', auth: { workloadIdentity: { serviceAccountRef: under } } },
    });
    expect(storeIn('be', 'platform')).not.toHaveProperty('gcpsm.auth');
    for (const id of ['us', 'eu', 'we', 'be'])
      expect(built(secretStores, id).flatMap(validateObject)).toEqual([]);
  });

  test('can be used from their own namespaces alone', () => {
    const conditions = (name: string): Json | undefined =>
      valueAt(named(built(secretStores, 'us'), 'ClusterSecretStore', name)?.['spec'], 'conditions');
    expect(conditions('platform')).toEqual([
      { namespaces: ['argocd', 'istio-ingress', 'istio-system', 'monitoring', 'platform', 'velero'] },
    ]);
    expect(conditions('apps')).toEqual([
      {
        namespaceSelector: {
          matchLabels: { 'app.kubernetes.io/managed-by': 'meridian' },
          matchExpressions: [{ key: 'cell', operator: 'NotIn', values: ['platform'] }],
        },
      },
    ]);
  });

  test('have a service account of their own for apps, where the cloud takes one', () => {
    const reader = (id: string): Manifest | undefined =>
      named(built(secretStores, id), 'ServiceAccount', 'app-secrets');
    expect(reader('us')).toBeUndefined();
    expect(reader('eu')?.metadata.annotations).toMatchObject({
      'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/app-secrets-eu',
    });
    expect(reader('be')).toMatchObject({ automountServiceAccountToken: false });
  });

  test('are not made up where the account does not say where they are', () => {
    const lacking = everywhere({ azure: AZURE.replace('  platformStore: mini-vault\n', '') });
    expect(storeIn('we', 'platform', lacking)).toBeUndefined();
    expect(storeIn('we', 'apps', lacking)).toBeDefined();
  });

  test('know the names that ExternalSecrets ask for', () => {
    const keys = (id: string): readonly (Json | undefined)[] => {
      const mesh = COMPONENTS.find(({ name }) => name === 'mesh-secrets') as Component;
      return built(mesh, id).flatMap(({ spec }) => [
        valueAt((valueAt(spec as Json, 'dataFrom') as Json[] | undefined)?.[0], 'extract', 'key') ?? [],
      ]);
    };
    expect([keys('us')[0], keys('be')[0]]).toEqual(['mini-mesh-ca-us', 'base-mini-mesh-ca-be']);
  });
});

describe('what the operator may read in its cloud', () => {
  const resources = (id: string, name: string): unknown =>
    (
      permissions(id, name) as {
        Resources: {
          Role: { Properties: { Policies: { PolicyDocument: { Statement: { Resource: string[] }[] } }[] } };
        };
      }
    ).Resources.Role.Properties.Policies.flatMap(({ PolicyDocument }) =>
      PolicyDocument.Statement.flatMap(({ Resource }) => Resource),
    );
  const OWN = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:';

  test('is the secrets of apps and its own ones on EKS, and no CA of another cluster', () => {
    expect(resources('us', 'external-secrets')).toEqual([
      `${OWN}prod/*`,
      `${OWN}base/mini-*-us-??????`,
      `${OWN}base/mini-mesh-remote-*-??????`,
    ]);
  });

  test('is split over two roles where the issuer of the cluster vouches for both', () => {
    const own = OWN.replace('us-east-1', 'eu-west-1');
    expect(resources('eu', 'app-secrets')).toEqual([`${own}prod/*`]);
    expect(resources('eu', 'external-secrets')).toEqual([
      `${own}mini-*-eu-??????`,
      `${own}mini-mesh-remote-*-??????`,
    ]);
    expect(permissions('us', 'app-secrets')).toBeUndefined();
  });

  test('is a vault each on AKS, once', () => {
    const scopes = (name: string): unknown =>
      (permissions('we', name) as { resources: { scope?: string }[] }).resources.flatMap(
        ({ scope }) => scope ?? [],
      );
    expect(scopes('app-secrets')).toEqual(['Microsoft.KeyVault/vaults/shop-vault']);
    expect(scopes('external-secrets')).toEqual(['Microsoft.KeyVault/vaults/mini-vault']);
  });

  test('is told by names on GKE', () => {
    const items = (name: string): unknown =>
      (
        permissions('be', name) as {
          items: { metadata: { name: string }; spec: { condition: JsonObject } }[];
        }
      ).items.map(({ metadata, spec }) => `${metadata.name}: ${String(spec.condition['expression'])}`);
    const secret = "resource.name.extract('/secrets/{secret}/versions/')";
    expect(items('app-secrets')).toEqual([`app-secrets-read-app-secrets: ${secret}.startsWith('prod-')`]);
    expect(items('external-secrets')).toEqual([
      `external-secrets-read-platform-secrets-mini-be: ${secret}.startsWith('base-mini-') && ${secret}.endsWith('-be')`,
      `external-secrets-read-platform-secrets-mini-mesh-remote: ${secret}.startsWith('base-mini-mesh-remote-')`,
    ]);
  });
});
