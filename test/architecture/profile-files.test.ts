import { join } from 'node:path';
import { BUILT_IN_CLUSTER_PROFILES } from '../../lib/config/cluster-profiles';
import { readInputs } from '../../lib/config/read-inputs';
import { readSourceTree } from '../../lib/config/read-source-tree';
import type { Inputs } from '../../lib/config/inputs';
import { backupProfiles } from '../../lib/fleet/backup/profiles';
import { OBSERVABILITY_PROFILES } from '../../lib/fleet/observability/profiles';
import { telemetryProfiles } from '../../lib/fleet/telemetry/profiles';
import { REPOSITORY } from '../support/reference';

/** The inputs of both fleets: each built-in profile lies in one of them as a file. */
const FLEETS = ['.', 'examples/mixed'].map((root) => {
  const inputs = readInputs(readSourceTree(join(REPOSITORY, root)), ({ message }) => {
    throw new Error(message);
  });
  if (inputs === undefined) throw new Error(`${root} has no inputs`);
  return inputs;
});

/** What is built in, by name. */
type BuiltIn = readonly (readonly [name: string, values: unknown])[];

const CLUSTERS: BuiltIn = Object.entries(BUILT_IN_CLUSTER_PROFILES);
const OBSERVABILITY: BuiltIn = Object.entries(OBSERVABILITY_PROFILES);
const TELEMETRY: BuiltIn = [...telemetryProfiles({ telemetryProfiles: [] })];
const BACKUPS: BuiltIn = [...backupProfiles({ backupProfiles: [] })];

type Kind = 'clusterProfiles' | 'observabilityProfiles' | 'telemetryProfiles';

/** The values of the file of that name, its name aside; what every cluster has by default is no part of a profile. */
function fileOf(kind: Kind, name: string): unknown {
  const files = FLEETS.flatMap((inputs): Inputs[Kind][number][] => [...inputs[kind]]);
  const { name: _name, ...values } = files.find(({ value }) => value.name === name)?.value ?? { name: '' };
  const { mesh: _mesh, multiClusterServices: _services, ...rest } = values as Record<string, unknown>;
  return rest;
}

describe('every built-in profile lies in one of the fleets as a file, to be copied', () => {
  test.each(CLUSTERS)('of clusters: %s', (name, values) => {
    expect(fileOf('clusterProfiles', name)).toEqual(values);
  });

  test.each(OBSERVABILITY)('of observability: %s', (name, values) => {
    expect(fileOf('observabilityProfiles', name)).toEqual(values);
  });

  test.each(TELEMETRY)('of telemetry: %s', (name, values) => {
    expect(fileOf('telemetryProfiles', name)).toEqual(values);
  });

  test.each(BACKUPS)('of backups: %s', (name, values) => {
    const files = FLEETS.flatMap((inputs) => inputs.backupProfiles).filter(
      ({ value }) => value.name === name,
    );
    expect(files).toHaveLength(1);
    expect(backupProfiles({ backupProfiles: files }).get(name)).toEqual(values);
  });
});
