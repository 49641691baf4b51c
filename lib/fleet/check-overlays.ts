import type { FleetInput } from '../config/fleet-schema';
import type { Located, Path } from '../config/located';
import { MATCH_KEYS, type Match, type MatchKey } from '../config/overlay-schema';
import type { Diagnostic } from '../core/diagnostic';
import { nearest, sortedUnique } from '../core/text';
import { appLayers } from './app-layers';
import type { App, Cluster } from './fleet';
import { baselineLayers, overlayLayers } from './fleet-layers';
import { isTree, layerPosition, leafPaths, valueAt, type Layer, type RawTree } from './layers';
import { matches, matchValue } from './match';
import { unknownReference } from './messages';
import * as say from './overlay-messages';
import { contend, reportContest, startContest } from './overlay-contest';

type Report = (diagnostic: Diagnostic) => void;

/** What all clusters must agree on, because callers in one meet the app in another: no overlay can set it. */
const FLEET_WIDE: readonly string[] = [
  'data',
  'calls.to',
  'calls.from',
  'runtime.port',
  'runtime.ports',
  'runtime.load.peakRps',
  'traffic.exposure',
  'traffic.failover',
  'traffic.hosts',
  'traffic.paths',
  'traffic.routing',
  'traffic.weights',
];

/** What the rules of a cluster that only calls an app are made of, and what its own value counts for there. */
const READ_BY_CALLERS: readonly string[] = ['traffic.retries', 'traffic.timeout'];

/** Checks every overlay of the fleet and of its apps: it must match something, set something, and contradict nobody. */
export function checkOverlays(
  fleet: Located<FleetInput>,
  clusters: readonly Cluster[],
  apps: readonly App[],
  report: Report,
): void {
  const rings = fleet.value.rings.map(({ name }) => name);
  const everywhere = { clusters, all: clusters, rings, words: 'of the fleet' };
  for (const [index, { match }] of fleet.value.overlays.entries()) {
    const overlay = { match: match as Match, file: fleet, path: ['overlays', index] };
    checkEmpty(overlay, report);
    checkMatch(overlay, everywhere, report);
  }
  for (const layer of overlayLayers(fleet, 'application')) checkShared(layer, report);
  const contest = startContest();
  contend(contest, baselineLayers(fleet), clusters);
  const named = new Map(apps.map((app) => [app.name, app]));
  for (const app of apps) {
    const { contract } = app.files;
    const clients = clientClusters(app, named);
    const words = `that ${app.name} is placed in${clients.length === 0 ? '' : ' or called from'}`;
    const scope = { clusters: [...app.clusters, ...clients], all: clusters, rings, words };
    for (const [index, { match }] of contract.value.overlays.entries()) {
      const overlay = { match: match as Match, file: contract, path: ['overlays', index] };
      checkEmpty(overlay, report);
      checkMatch(overlay, scope, report);
    }
    const layers = appLayers(app.files, fleet);
    for (const layer of layers) if (layer.kind === 'app overlay') checkShared(layer, report);
    contend(contest, layers, app.clusters);
    contend(contest, layers, clients, {
      reads: isReadByCallers,
      words: `clusters that only call ${app.name} do not read it`,
    });
  }
  reportContest(contest, report);
}

/** Clusters that hold a caller of an app and not the app itself: they get its Service and its rules. */
function clientClusters(app: App, named: ReadonlyMap<string, App>): readonly Cluster[] {
  const placed = new Set(app.clusters.map(({ id }) => id));
  return app.facets.calls.from.flatMap((name) => {
    const caller = named.get(name);
    if (caller?.facets.calls.to.includes(app.name) !== true) return [];
    return caller.clusters.filter(({ id }) => !placed.has(id));
  });
}

function isReadByCallers(path: readonly string[]): boolean {
  return READ_BY_CALLERS.includes(path.join('.'));
}

/** An overlay as it is written. */
interface Overlay {
  readonly match: Match;
  readonly file: Located<unknown>;
  readonly path: Path;
}

/** The clusters that an overlay may be for, among all that there are. */
interface Scope {
  readonly clusters: readonly Cluster[];
  readonly all: readonly Cluster[];
  /** The rings that fleet.yaml declares, whether a cluster follows them or not. */
  readonly rings: readonly string[];
  readonly words: string;
}

function checkEmpty({ file, path }: Overlay, report: Report): void {
  const { match: _, ...rest } = valueAt(file.raw, path) as RawTree;
  const sets = leafPaths(rest).some((leaf) => !isTree(valueAt(rest, leaf)));
  if (!sets) report(say.overlayEmpty({ at: file.at(path) }));
}

function checkMatch({ match, file, path }: Overlay, scope: Scope, report: Report): void {
  const { clusters, words } = scope;
  let unknown = false;
  for (const key of MATCH_KEYS) {
    const known = knownValues(key, scope);
    const wanted = match[key];
    for (const [index, name] of [wanted ?? []].flat().entries()) {
      if (known.includes(name)) continue;
      unknown = true;
      const at = file.at([...path, 'match', key, ...(Array.isArray(wanted) ? [index] : [])]);
      report(unknownReference({ at, what: key, name, suggestion: nearest(name, known), known }));
    }
  }
  if (unknown || clusters.some((cluster) => matches(match, cluster))) return;
  const at = file.at([...path, 'match']);
  const idle = idleRings(match, scope);
  if (idle.length > 0) report(say.overlayOfIdleRing({ at, where: words, rings: idle }));
  else report(say.overlayMatchesNothing({ at, where: words }));
}

function knownValues(key: MatchKey, { all, rings }: Scope): readonly string[] {
  const values = all.map((cluster) => matchValue(cluster, key));
  return sortedUnique(key === 'ring' ? [...values, ...rings] : values);
}

/** The rings that a match asks for, where no cluster follows any of them; none where one does. */
function idleRings({ ring }: Match, { all }: Scope): readonly string[] {
  const wanted = [ring ?? []].flat();
  return all.some((cluster) => wanted.includes(cluster.ring.name)) ? [] : wanted;
}

function checkShared(layer: Layer, report: Report): void {
  for (const path of leafPaths(layer.values)) {
    const text = path.join('.');
    if (!FLEET_WIDE.some((field) => text === field || text.startsWith(`${field}.`))) continue;
    report(say.overlayOfSharedValue({ at: layerPosition(layer, path), path: text }));
  }
}
