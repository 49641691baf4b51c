import type { AppFiles } from '../config/inputs';
import type { FleetInput } from '../config/fleet-schema';
import type { Located } from '../config/located';
import { FACET_NAMES } from '../facets/schemas';
import { overlayLayers } from './fleet-layers';
import type { Layer, RawTree } from './layers';
import { CRITICALITY_PROFILES } from './profiles';

interface RawApp {
  readonly application: RawTree;
  readonly overlays?: readonly RawTree[];
}

/** Every layer that an app's facets are made of, in no order: PRECEDENCE and the matches decide that. */
export function appLayers(files: AppFiles, fleet: Located<FleetInput>): readonly Layer[] {
  const { contract } = files;
  const raw = contract.raw as RawApp;
  const { criticality } = contract.value.application;
  return [
    { kind: 'profile', name: `profile ${criticality}`, values: CRITICALITY_PROFILES[criticality] },
    ...overlayLayers(fleet, 'application'),
    {
      kind: 'contract',
      name: 'application',
      values: facetsOf(raw.application),
      source: { file: contract, prefix: ['application'] },
    },
    ...contract.value.overlays.map(({ match }, index): Layer => {
      const values = facetsOf(raw.overlays?.[index] ?? {});
      return {
        kind: 'app overlay',
        name: `overlays[${index}]`,
        values,
        match: match as NonNullable<Layer['match']>,
        source: { file: contract, prefix: ['overlays', index] },
      };
    }),
  ];
}

function facetsOf(tree: RawTree): RawTree {
  return Object.fromEntries(
    FACET_NAMES.flatMap((facet) => (Object.hasOwn(tree, facet) ? [[facet, tree[facet]]] : [])),
  );
}
