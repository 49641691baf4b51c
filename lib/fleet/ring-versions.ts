import type { FleetInput } from '../config/fleet-schema';
import type { Inputs } from '../config/inputs';
import type { Located } from '../config/located';
import type { VersionsInput } from '../config/versions-schema';
import { CHART_VERSIONS, type ChartName } from './chart-versions';
import { ISTIO_RELEASE, TARGET_VERSIONS } from './versions';

/** What the clusters of a ring run, every default filled. */
export interface RingVersions {
  /** Minor release of Kubernetes that they run, or are upgraded to. */
  readonly kubernetes: string;
  readonly istio: IstioVersions;
  /** The release of each chart, Istio's apart. */
  readonly charts: Readonly<Record<ChartName, string>>;
  /** The file that says so; absent for a ring that has the built-in set. */
  readonly file?: Located<VersionsInput> | undefined;
}

/** The releases of Istio of a ring. */
export interface IstioVersions {
  /** The one that new pods join; one of those installed. */
  readonly active: string;
  /** Those that run side by side, in the order of the file. */
  readonly installed: readonly string[];
}

/** What each ring runs: its file under versions/ over the built-in set. */
export function ringVersions({
  fleet,
  versions,
}: Pick<Inputs, 'fleet' | 'versions'>): ReadonlyMap<string, RingVersions> {
  return new Map(
    fleet.value.rings.map(({ name }: FleetInput['rings'][number]) => [
      name,
      versionsOf(versions.find(({ value }) => value.ring === name)),
    ]),
  );
}

function versionsOf(file: Located<VersionsInput> | undefined): RingVersions {
  const { kubernetes = TARGET_VERSIONS.kubernetes, istio, charts = {} } = file?.value ?? {};
  const active = istio?.active ?? ISTIO_RELEASE;
  return {
    kubernetes,
    istio: { active, installed: istio?.installed ?? [active] },
    charts: { ...CHART_VERSIONS, ...charts },
    file,
  };
}
