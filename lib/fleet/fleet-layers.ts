import type { FleetInput } from '../config/fleet-schema';
import type { Located } from '../config/located';
import type { Layer, RawTree } from './layers';

interface RawFleet {
  readonly baseline?: RawTree;
  readonly overlays?: readonly { readonly application?: RawTree; readonly baseline?: RawTree }[];
}

/** What fleet.yaml says about the components of the baseline: the settings of all clusters, then the overlays. */
export function baselineLayers(fleet: Located<FleetInput>): readonly Layer[] {
  const raw = fleet.raw as RawFleet;
  return [
    {
      kind: 'contract',
      name: 'fleet.yaml',
      values: raw.baseline ?? {},
      source: { file: fleet, prefix: ['baseline'] },
    },
    ...overlayLayers(fleet, 'baseline').map((layer) => ({ ...layer, kind: 'app overlay' as const })),
  ];
}

/** The overlays of fleet.yaml for every app, or for the components of the baseline. */
export function overlayLayers(
  fleet: Located<FleetInput>,
  part: 'application' | 'baseline',
): readonly Layer[] {
  const raw = fleet.raw as RawFleet;
  return fleet.value.overlays.flatMap(({ match }, index): Layer[] => {
    const values = raw.overlays?.[index]?.[part];
    if (values === undefined) return [];
    return [
      {
        kind: 'fleet overlay',
        name: `overlays[${index}]`,
        values,
        match: match as NonNullable<Layer['match']>,
        source: { file: fleet, prefix: ['overlays', index, part] },
      },
    ];
  });
}
