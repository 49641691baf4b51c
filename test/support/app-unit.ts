import { compileAppUnits } from '../../lib/compile/app-units';
import type { ResourcesRecord } from '../../lib/compile/resources';
import type { Unit } from '../../lib/compile/unit';
import type { Diagnostic } from '../../lib/core/diagnostic';
import type { Manifest } from '../../lib/core/manifest';
import { miniApp, miniCluster, miniFleet, miniReleases } from './mini-fleet';

type Files = Readonly<Record<string, string | undefined>>;

/** The units of the apps of a miniature repository, and what was found while they were compiled. */
export function appUnits(
  files: Files,
  resources: ResourcesRecord = {},
): { units: readonly Unit[]; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const { plan } = miniFleet({ files });
  const report = (diagnostic: Diagnostic): void => void diagnostics.push(diagnostic);
  return { units: compileAppUnits(plan, { resources, twice: true, report }), diagnostics };
}

/** A repository with clusters us, eu and ap, and the one app `shop` with these further lines of its contract. */
export function oneApp(more: string, extra: Files = {}): Files {
  return {
    'clusters/ap.yaml': miniCluster('ap', 'ap-southeast-1', 3),
    'apps/web/app.yaml': undefined,
    'apps/web/releases.yaml': undefined,
    'apps/stock/app.yaml': undefined,
    'apps/stock/releases.yaml': undefined,
    'apps/shop/app.yaml': miniApp('shop', 'shop', more),
    'apps/shop/releases.yaml': miniReleases('shop/shop'),
    ...extra,
  };
}

/** The objects of an app's unit in a cluster. */
export function unitObjects(files: Files, cluster: string, app = 'shop'): readonly Manifest[] {
  const unit = appUnits(files).units.find(
    (candidate) => candidate.cluster === cluster && candidate.name === app,
  );
  if (unit === undefined) throw new Error(`there is no unit of ${app} in ${cluster}`);
  return unit.objects;
}

/** The spec of the only object of a kind, or of the one of that name. */
export function specOf(objects: readonly Manifest[], kind: string, name?: string): Record<string, unknown> {
  const found = objects.filter(
    (object) => object.kind === kind && (name === undefined || object.metadata.name === name),
  );
  if (found.length !== 1) throw new Error(`there are ${found.length} of ${kind} ${name ?? ''}`);
  return found[0]?.['spec'] as Record<string, unknown>;
}
