import { groupOf, type Manifest } from '../core/manifest';

/** A change that every object of every unit goes through. */
export type Pass = (manifest: Manifest) => Manifest;

const SYNC_OPTIONS = 'argocd.argoproj.io/sync-options';
/** Groups whose definitions are installed by somebody else than the unit that uses them. */
const FOREIGN_GROUPS = /(^|\.)(istio\.io|gateway\.networking\.k8s\.io)$/;

/** Lets Argo CD wait for a definition that is not there yet, instead of failing the whole unit at its dry run. */
export function skipDryRunOfForeignKinds(manifest: Manifest): Manifest {
  if (!FOREIGN_GROUPS.test(groupOf(manifest.apiVersion))) return manifest;
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
