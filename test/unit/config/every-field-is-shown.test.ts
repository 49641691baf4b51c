import { join } from 'node:path';
import { readInputs } from '../../../lib/config/read-inputs';
import { MATCH_KEYS } from '../../../lib/config/overlay-schema';
import { readSourceTree } from '../../../lib/config/read-source-tree';
import { sortedUnique } from '../../../lib/core/text';
import {
  INPUT_SCHEMAS,
  isInstanceOf,
  leafText,
  leavesOf,
  leavesSetBy,
  type InputKind,
} from '../../support/input-leaves';

const inputs = readInputs(readSourceTree(join(__dirname, '../../..')), (diagnostic) => {
  throw new Error(diagnostic.message);
});

const RAW: Readonly<Record<InputKind, readonly unknown[]>> = {
  fleet: [inputs?.fleet.raw],
  cluster: inputs?.clusters.map((cluster) => cluster.own.raw) ?? [],
  'cluster-profile': inputs?.clusterProfiles.map((profile) => profile.raw) ?? [],
  'backup-profile': inputs?.backupProfiles.map((profile) => profile.raw) ?? [],
  'telemetry-profile': inputs?.telemetryProfiles.map((profile) => profile.raw) ?? [],
  'observability-profile': inputs?.observabilityProfiles.map((profile) => profile.raw) ?? [],
  'policy-profile': inputs?.policies.map((profile) => profile.raw) ?? [],
  versions: inputs?.versions.map((file) => file.raw) ?? [],
  app: inputs?.apps.map((app) => app.contract.raw) ?? [],
  releases: inputs?.apps.flatMap((app) => app.releases?.raw ?? []) ?? [],
  tombstones: [],
};

/** Fields that the reference fleet leaves out, and why. */
const LEFT_OUT: readonly (readonly [kind: InputKind, leaf: RegExp, reason: string])[] = [
  ['tombstones', /./, 'nothing was ever removed from this fleet'],
  [
    'app',
    /^overlays\[\]\./,
    'the fields of an overlay are those of the contract; the keys of its match have a test of their own',
  ],
  ['app', /^application\.traffic\.weights\./, 'no app of this fleet is being moved little by little'],
  [
    'fleet',
    /^entry\.(frontDoor|gkeGateway|trafficManager)\./,
    'a fleet names one service that sends users to a region',
  ],
  ['fleet', /^cells\./, 'all tenants of this fleet share the same apps'],
  ['fleet', /^recovery\.edgeChange$/, 'no edge service stands before it'],
  ['cluster', /^backup\.lastRestore/, 'Velero tries restores by itself in this fleet'],
  ['fleet', /^baseline\.argocd\.knownHosts/, 'its repository is read over HTTPS'],
  ['fleet', /^policy\.exemptions/, 'nothing in this fleet is exempt from a rule'],
  ['fleet', /^overlays\[\]\./, 'the fields of an overlay are those of the contract and of the settings'],
];

describe('the reference fleet shows every field of', () => {
  it.each(Object.keys(INPUT_SCHEMAS) as InputKind[])('%s', (kind) => {
    const set = RAW[kind].flatMap((raw) => leavesSetBy(raw));
    const missing = leavesOf(INPUT_SCHEMAS[kind])
      .filter((leaf) => !set.some((path) => isInstanceOf(path, leaf)))
      .map(leafText)
      .filter((leaf) => !LEFT_OUT.some(([owner, pattern]) => owner === kind && pattern.test(leaf)));
    expect(missing).toEqual([]);
  });

  it('the match of an overlay, in one file or another', () => {
    const overlays = [...RAW.fleet, ...RAW.app].flatMap(
      (raw) => (raw as { overlays?: readonly { match: object }[] }).overlays ?? [],
    );
    expect(sortedUnique(overlays.flatMap(({ match }) => Object.keys(match)))).toEqual([...MATCH_KEYS].sort());
  });

  it('at least as many fields as there are, so that the walk itself is not empty', () => {
    expect(leavesOf(INPUT_SCHEMAS.app).map(leafText)).toEqual(
      expect.arrayContaining([
        'application.regions[]',
        'application.runtime.ports[].protocol',
        'application.runtime.env.*',
        'overlays[].match.ring',
      ]),
    );
    expect(leavesOf(INPUT_SCHEMAS.cluster).map(leafText)).toEqual(
      expect.arrayContaining(['networks.eastWestGateway', 'zones[]']),
    );
  });
});
