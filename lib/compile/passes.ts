import { groupOf, type Manifest } from '../core/manifest';

/** A change that every object of every unit goes through. */
export type Pass = (manifest: Manifest) => Manifest;

const SYNC_OPTIONS = 'argocd.argoproj.io/sync-options';
/** Groups that an API server of Kubernetes 1.35 serves by itself; every other one comes with a definition. */
const SERVED_GROUPS: ReadonlySet<string> = new Set([
  '',
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'apiregistration.k8s.io',
  'apps',
  'authentication.k8s.io',
  'authorization.k8s.io',
  'autoscaling',
  'batch',
  'certificates.k8s.io',
  'coordination.k8s.io',
  'discovery.k8s.io',
  'events.k8s.io',
  'flowcontrol.apiserver.k8s.io',
  'internal.apiserver.k8s.io',
  'networking.k8s.io',
  'node.k8s.io',
  'policy',
  'rbac.authorization.k8s.io',
  'resource.k8s.io',
  'scheduling.k8s.io',
  'storage.k8s.io',
  'storagemigration.k8s.io',
]);
/** Kinds that are there wherever Argo CD is; others of its group come with its sister projects. */
const KINDS_OF_ARGOCD: ReadonlySet<string> = new Set(['Application', 'ApplicationSet', 'AppProject']);

/** Lets Argo CD wait for a definition that is not there yet, instead of failing the whole unit at its dry run. */
export function skipDryRunOfForeignKinds(manifest: Manifest): Manifest {
  const group = groupOf(manifest.apiVersion);
  if (SERVED_GROUPS.has(group) || (group === 'argoproj.io' && KINDS_OF_ARGOCD.has(manifest.kind)))
    return manifest;
  return withSyncOption(manifest, 'SkipDryRunOnMissingResource=true');
}

function withSyncOption(manifest: Manifest, option: string): Manifest {
  const { metadata } = manifest;
  const present = metadata.annotations?.[SYNC_OPTIONS];
  if (present?.split(',').includes(option)) return manifest;
  const value = present === undefined ? option : `${present},${option}`;
  return {
    ...manifest,
    metadata: { ...metadata, annotations: { ...metadata.annotations, [SYNC_OPTIONS]: value } },
  };
}

/** The passes, in order. */
export const PASSES: readonly Pass[] = [skipDryRunOfForeignKinds];
