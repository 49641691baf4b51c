import { compile } from '../../../lib/compile/compile';
import type { Manifest } from '../../../lib/core/manifest';
import { lintIndex } from '../../../lib/lint/lint-index';
import { declaredCallsAreOpen } from '../../../lib/lint/rules/declared-calls-are-open';
import { MINI_FILES, miniAksCluster, miniCluster, miniFleet, type MiniFleet } from '../../support/mini-fleet';
import { mayEnter, mayLeave, type End, type Pod } from '../../support/network-reach';
import { validateObject } from '../../support/validate-object';

const mini = miniFleet();

function compiledOf({ plan }: MiniFleet): ReturnType<typeof compile> {
  return compile(plan, { resources: {}, twice: false, report: () => undefined });
}

function objectsOf(fleet: MiniFleet, cluster: string): readonly Manifest[] {
  const units = compiledOf(fleet).units.filter((unit) => unit.cluster === cluster);
  return units.flatMap((unit) => unit.objects);
}

const us = objectsOf(mini, 'us');
const istiod: Pod = { namespace: 'istio-system', labels: { app: 'istiod' } };
const agent: Pod = { namespace: 'istio-system', labels: { 'k8s-app': 'istio-cni-node' } };
const eastWest: Pod = { namespace: 'istio-system', labels: { istio: 'eastwestgateway' } };
const ingress: Pod = {
  namespace: 'istio-ingress',
  labels: { 'gateway.networking.k8s.io/gateway-name': 'public' },
};
const web: Pod = { namespace: 'web', labels: { 'app.kubernetes.io/name': 'web' } };
const stock: Pod = { namespace: 'stock', labels: { 'app.kubernetes.io/name': 'stock' } };
const somebody: Pod = { namespace: 'elsewhere', labels: { app: 'somebody' } };
const prometheus: Pod = { namespace: 'monitoring', labels: { 'app.kubernetes.io/name': 'prometheus' } };

/** In the network of the cluster itself, of the other one, and of nobody. */
const OWN = { address: '10.1.4.4' };
const OTHER_POD = { address: '100.65.4.4' };
const OTHER_API = { address: '10.2.4.4' };
const API = { address: '172.20.0.1' };
const FAR = { address: '203.0.113.7' };

const enters = (pod: Pod, from: End, port: number): boolean =>
  mayEnter(us, pod, from, { port, protocol: 'TCP' });
const leaves = (pod: Pod, to: End, port: number): boolean => mayLeave(us, pod, to, { port, protocol: 'TCP' });

describe('the walls around the mesh', () => {
  test('istiod answers every proxy, the API server and Prometheus, and nobody else', () => {
    expect([web, stock, eastWest, ingress].map((pod) => enters(istiod, pod, 15012))).toEqual(
      Array(4).fill(true),
    );
    expect(enters(istiod, OWN, 15017)).toBe(true);
    expect(enters(istiod, { namespace: 'kube-system', labels: {} }, 15017)).toBe(true);
    expect(enters(istiod, prometheus, 15014)).toBe(true);
    expect([
      enters(istiod, web, 15017),
      enters(istiod, web, 15014),
      enters(istiod, OTHER_POD, 15012),
      enters(istiod, FAR, 15017),
    ]).toEqual(Array(4).fill(false));
  });

  test('istiod reads the API servers of all clusters, and the agent that of its own', () => {
    expect([API, OWN, OTHER_API].map((server) => leaves(istiod, server, 443))).toEqual([true, true, true]);
    expect([API, OWN, OTHER_API].map((server) => leaves(agent, server, 443))).toEqual([true, true, false]);
    expect([istiod, agent].map((pod) => leaves(pod, FAR, 443))).toEqual([false, false]);
  });

  test('the east-west gateway takes calls of other clusters alone, and hands them to pods of the mesh alone', () => {
    expect([OTHER_POD, OTHER_API, OWN].map((caller) => enters(eastWest, caller, 15443))).toEqual([
      true,
      true,
      true,
    ]);
    expect([enters(eastWest, FAR, 15443), enters(eastWest, OTHER_POD, 15012)]).toEqual([false, false]);
    expect([stock, web].map((pod) => leaves(eastWest, pod, 8080))).toEqual([true, true]);
    expect([leaves(eastWest, somebody, 8080), leaves(eastWest, FAR, 443)]).toEqual([false, false]);
    expect([enters(eastWest, OWN, 15021), enters(eastWest, FAR, 15021)]).toEqual([true, false]);
  });

  test('users come in from anywhere, and are sent on to public apps alone', () => {
    expect([enters(ingress, FAR, 443), enters(ingress, FAR, 80), enters(ingress, FAR, 15021)]).toEqual([
      true,
      true,
      false,
    ]);
    expect([leaves(ingress, web, 8080), leaves(ingress, stock, 8080)]).toEqual([true, false]);
    expect([
      leaves(ingress, istiod, 15012),
      leaves(ingress, { address: '10.2.255.3' }, 15443),
      leaves(ingress, FAR, 443),
    ]).toEqual([true, true, false]);
  });

  test('load balancers of a provider that asks from elsewhere are let in', () => {
    const azure = miniFleet({
      files: {
        'clusters/eu.yaml': miniAksCluster('eu', 'westeurope', 2),
        'apps/stock/app.yaml': (MINI_FILES['apps/stock/app.yaml'] ?? '')
          .replace('aws:eu-west-1', 'azure:westeurope')
          .replace('eu-west-1: 10', 'westeurope: 10'),
      },
    });
    const probe = { address: '168.63.129.16' };
    const target = { port: 15021, protocol: 'TCP' } as const;
    expect(mayEnter(objectsOf(azure, 'eu'), eastWest, probe, target)).toBe(true);
    expect(mayEnter(us, eastWest, probe, target)).toBe(false);
  });

  test('are left out where the registry holds no addresses: a wall in the wrong place cuts the mesh', () => {
    const text = miniCluster('eu', 'eu-west-1', 2).replace(/networks:\n( {2}.*\n)+/, '');
    const objects = objectsOf(miniFleet({ files: { 'clusters/eu.yaml': text } }), 'eu');
    const walls = objects.filter(
      ({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.namespace?.startsWith('istio-') === true,
    );
    expect(walls).toEqual([]);
  });

  test('would be taken by an API server', () => {
    const walls = us.filter(({ kind }) => kind === 'NetworkPolicy');
    expect(walls.flatMap(validateObject)).toEqual([]);
  });
});

describe('a wall that shuts a declared call', () => {
  const compiled = compiledOf(mini);
  const findings = (edit: (object: Manifest) => Manifest | undefined): number => {
    const units = compiled.units.map((unit) => ({
      ...unit,
      objects: unit.objects.flatMap((object) => edit(object) ?? []),
    }));
    const index = lintIndex({ plan: mini.plan, compiled: { ...compiled, units } });
    let found = 0;
    declaredCallsAreOpen.check(index, () => (found += 1));
    return found;
  };

  test('is found: the gateway takes nothing in, or hands nothing on', () => {
    const is = ({ kind, metadata }: Manifest): boolean =>
      kind === 'NetworkPolicy' && metadata.name === 'east-west-gateway';
    expect(findings((object) => object)).toBe(0);
    expect(findings((object) => (is(object) ? undefined : object))).toBeGreaterThan(0);
  });
});

describe('the walls around Argo CD', () => {
  const server: Pod = { namespace: 'argocd', labels: { 'app.kubernetes.io/name': 'argocd-server' } };
  const repo: Pod = { namespace: 'argocd', labels: { 'app.kubernetes.io/name': 'argocd-repo-server' } };
  const withFleet = (edit: (text: string) => string): MiniFleet =>
    miniFleet({ files: { 'fleet.yaml': edit(MINI_FILES['fleet.yaml'] ?? '') } });

  test('let it to Git, the registry and every API server, and its parts to each other', () => {
    expect(leaves(repo, FAR, 443)).toBe(true);
    expect(leaves(server, API, 443)).toBe(true);
    expect(leaves(server, repo, 8081) && enters(repo, server, 8081)).toBe(true);
    expect(leaves(repo, FAR, 22)).toBe(false);
    expect(leaves(repo, web, 8080)).toBe(false);
  });

  test.each([
    ['ssh://git@git.example.com:2222/mini.git', 2222],
    ['ssh://git@git.example.com/mini.git', 22],
    ['git@git.example.com:mini.git', 22],
    ['https://git.example.com:8443/mini.git', 8443],
  ])('open the port of %s', (url, port) => {
    const there = objectsOf(
      withFleet((text) => text.replace('https://git.example.com/mini.git', url)),
      'us',
    );
    expect(mayLeave(there, repo, FAR, { port, protocol: 'TCP' })).toBe(true);
    expect(mayLeave(there, repo, FAR, { port: 443, protocol: 'TCP' })).toBe(true);
  });

  test('open the port of a registry that has one of its own', () => {
    const there = objectsOf(
      withFleet((text) => text.replace('host: registry.example.com', 'host: "registry.example.com:5000"')),
      'us',
    );
    expect(mayLeave(there, repo, FAR, { port: 5000, protocol: 'TCP' })).toBe(true);
  });

  test('show metrics to Prometheus, and nothing to anybody else', () => {
    for (const port of [8080, 8082, 8083, 8084, 9001]) expect(enters(server, prometheus, port)).toBe(true);
    expect([web, ingress, OWN, FAR].some((from) => enters(server, from, 8080))).toBe(false);
    expect(enters(server, prometheus, 8081)).toBe(false);
  });

  test('close last, after the ways are open', () => {
    const closing = us.find(
      ({ kind, metadata }) =>
        kind === 'NetworkPolicy' && metadata.namespace === 'argocd' && metadata.name === 'default-deny',
    );
    expect(closing?.metadata.annotations).toEqual({ 'argocd.argoproj.io/sync-wave': '1' });
  });
});
