import { compile } from '../../../lib/compile/compile';
import type { Manifest } from '../../../lib/core/manifest';
import type { Cluster, Fleet } from '../../../lib/fleet/fleet';
import { EAST_WEST_POD_LABELS, EAST_WEST_PORT, ISTIO_NAMESPACE } from '../../../lib/plan/names';
import type { Plan } from '../../../lib/plan/plan';
import { MINI_FILES, miniFleet } from '../../support/mini-fleet';
import { mayEnter, mayLeave, type Pod } from '../../support/network-reach';

const GATEWAY: Pod = { namespace: ISTIO_NAMESPACE, labels: { ...EAST_WEST_POD_LABELS } };

function podOf(fleet: Fleet, app: string): Pod {
  const { namespace } = fleet.apps.find((candidate) => candidate.name === app) ?? { namespace: '' };
  return { namespace, labels: { 'app.kubernetes.io/name': app } };
}

function objectsOf(plan: Plan, cluster: Cluster): readonly Manifest[] {
  const { units } = compile(plan, { resources: {}, twice: false, report: () => undefined });
  return units.filter((unit) => unit.cluster === cluster.id).flatMap((unit) => unit.objects);
}

function addressOf(cluster: Cluster): string {
  return cluster.networks?.eastWestGateway.text.split('/')[0] ?? '';
}

describe('the way of a call from one cluster to another, by the policies of both', () => {
  const { fleet, plan, cluster } = miniFleet();
  const us = { cluster: cluster('us'), objects: objectsOf(plan, cluster('us')) };
  const eu = { cluster: cluster('eu'), objects: objectsOf(plan, cluster('eu')) };
  const caller = podOf(fleet, 'web');
  const callee = podOf(fleet, 'stock');
  const gatewayPort = { port: EAST_WEST_PORT, protocol: 'TCP' } as const;
  const appPort = { port: 8080, protocol: 'TCP' } as const;

  test('the caller leaves its cluster for the gateway of the other', () => {
    expect(mayLeave(us.objects, caller, { address: addressOf(eu.cluster) }, gatewayPort)).toBe(true);
  });

  test('the gateway hands the call to the callee, whose policies let it in', () => {
    expect(mayLeave(eu.objects, GATEWAY, callee, appPort)).toBe(true);
    expect(mayEnter(eu.objects, callee, GATEWAY, appPort)).toBe(true);
  });

  test('within its own cluster the caller reaches the callee', () => {
    expect(mayLeave(us.objects, caller, callee, appPort)).toBe(true);
    expect(mayEnter(us.objects, callee, caller, appPort)).toBe(true);
  });

  test.each([
    [
      'another port of the gateway',
      { address: addressOf(eu.cluster) },
      { port: 443, protocol: 'TCP' } as const,
    ],
    ['an address beside the gateway', { address: '10.2.254.255' }, gatewayPort],
    ['the gateway of its own cluster by its address', { address: addressOf(us.cluster) }, gatewayPort],
    ['a pod of the other cluster by its address', { address: '100.65.0.1' }, appPort],
    [
      'credentials of the cloud, which it does not ask for',
      { address: '169.254.170.23' },
      { port: 80, protocol: 'TCP' } as const,
    ],
  ])('the caller does not reach %s', (_, end, target) => {
    expect(mayLeave(us.objects, caller, end, target)).toBe(false);
  });

  test('who is no caller gets in neither by the network nor by the gateway of a cluster without callers', () => {
    const stranger: Pod = { namespace: 'other', labels: { 'app.kubernetes.io/name': 'web' } };
    expect(mayEnter(eu.objects, callee, stranger, appPort)).toBe(false);
    const alone = miniFleet({
      files: {
        ...MINI_FILES,
        'apps/web/app.yaml': undefined,
        'apps/web/releases.yaml': undefined,
        'apps/stock/app.yaml': (MINI_FILES['apps/stock/app.yaml'] ?? '').replace(
          '  calls: {from: [web]}\n',
          '',
        ),
      },
    });
    expect(mayEnter(objectsOf(alone.plan, alone.cluster('eu')), callee, GATEWAY, appPort)).toBe(false);
  });

  test('every workload asks for names and for its certificate, and no other node of the internet', () => {
    const dns: Pod = { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } };
    const istiod: Pod = { namespace: ISTIO_NAMESPACE, labels: { app: 'istiod' } };
    expect(mayLeave(us.objects, caller, dns, { port: 53, protocol: 'UDP' })).toBe(true);
    expect(mayLeave(us.objects, caller, { address: '169.254.20.10' }, { port: 53, protocol: 'TCP' })).toBe(
      true,
    );
    expect(mayLeave(us.objects, caller, istiod, { port: 15012, protocol: 'TCP' })).toBe(true);
    expect(mayLeave(us.objects, caller, { address: '192.0.2.1' }, { port: 443, protocol: 'TCP' })).toBe(
      false,
    );
  });
});
