import { skipDryRunOfForeignKinds } from '../../../lib/compile/passes';
import type { Manifest } from '../../../lib/core/manifest';

function optionsOf(apiVersion: string, kind: string, options?: string): string | undefined {
  const key = 'argocd.argoproj.io/sync-options';
  const metadata = { name: 'x', ...(options === undefined ? {} : { annotations: { [key]: options } }) };
  const object: Manifest = { apiVersion, kind, metadata };
  return skipDryRunOfForeignKinds(object).metadata.annotations?.[key];
}

describe('an object of a kind that somebody else defines', () => {
  test.each([
    ['cert-manager.io/v1', 'Certificate'],
    ['external-secrets.io/v1', 'ExternalSecret'],
    ['monitoring.coreos.com/v1', 'ServiceMonitor'],
    ['networking.istio.io/v1', 'VirtualService'],
    ['gateway.networking.k8s.io/v1', 'HTTPRoute'],
    ['multicluster.x-k8s.io/v1alpha1', 'ServiceExport'],
    ['snapshot.storage.k8s.io/v1', 'VolumeSnapshot'],
    ['argoproj.io/v1alpha1', 'Rollout'],
  ])('does without a dry run while its definition is missing: %s %s', (apiVersion, kind) => {
    expect(optionsOf(apiVersion, kind)).toBe('SkipDryRunOnMissingResource=true');
  });

  test.each([
    ['v1', 'ConfigMap'],
    ['apps/v1', 'Deployment'],
    ['batch/v1', 'CronJob'],
    ['policy/v1', 'PodDisruptionBudget'],
    ['rbac.authorization.k8s.io/v1', 'Role'],
    ['storage.k8s.io/v1', 'StorageClass'],
    ['argoproj.io/v1alpha1', 'AppProject'],
    ['argoproj.io/v1alpha1', 'ApplicationSet'],
  ])('is none that Kubernetes or Argo CD itself brings: %s %s', (apiVersion, kind) => {
    expect(optionsOf(apiVersion, kind)).toBeUndefined();
  });

  test('keeps the options that it has', () => {
    const both = 'Prune=false,SkipDryRunOnMissingResource=true';
    expect(optionsOf('cert-manager.io/v1', 'Certificate', 'Prune=false')).toBe(both);
    expect(optionsOf('cert-manager.io/v1', 'Certificate', both)).toBe(both);
  });
});
