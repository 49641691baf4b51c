import { objectOf, valueAt } from '../../../lib/core/json';
import { istiodValues } from '../../../lib/simulate/traffic/compiled-objects';
import { hostTraffic } from '../../../lib/simulate/traffic/host-traffic';
import { expectNone } from '../../harness/expect';
import type { Istiod, IstiodOptions } from '../../harness/istiod';
import { mapLimited } from '../../harness/map-limited';
import { pause, pending } from '../../harness/waits';
import type { SuiteRun } from '../suite';
import { differences, questionsOf } from './istiod-questions';
import { applyAll, startIstiods, startMesh, type MeshMember } from './mesh';
import { createAddresses, prepareFleet, writeFleet, type Addresses, type PlacedFleet } from './placed-fleet';
import { SLOTS, ZONES } from './random-fleet';
import { nodes } from './world';
import type { Question } from './question';

const FLEETS = 200;
const AT_ONCE = 12;
const SETTLE_MS = 120_000;
const QUIET_MS = 1_500;

/** Waits until istiod has seen everything, and then asks it all once more. */
async function compare(
  { context }: SuiteRun,
  istiods: ReadonlyMap<string, Istiod>,
  questions: readonly Question[],
  addresses: Addresses,
): Promise<string> {
  let open = questions;
  await context.waits
    .until('istiod knows all fleets', SETTLE_MS, async () => {
      const found = await differences(istiods, open, addresses);
      open = found.map(({ question }) => question);
      return found.length === 0 ? true : pending(`${String(found.length)} answers differ`);
    })
    .catch(() => undefined);
  await pause(QUIET_MS);
  expectNone((await differences(istiods, questions, addresses)).map(({ text }) => text));
  const tiers = questions.filter(({ predicted }) => predicted.some((text) => !text.startsWith('P0'))).length;
  const gateways = questions.filter(({ predicted }) =>
    predicted.some((text) => text.includes('gateway')),
  ).length;
  return `${String(questions.length)} views, ${String(tiers)} with several tiers, ${String(gateways)} with gateways`;
}

/** The settings of the chart that bear on endpoints, as the tree gives them to istiod. */
function istiodOptions(fleets: readonly PlacedFleet[]): IstiodOptions {
  const [first] = fleets;
  const values =
    first && istiodValues(first.model.objects(first.model.clusters[0]?.id ?? '', 'Application', ''));
  const env = Object.entries(objectOf(valueAt(values ?? null, 'env')));
  const mesh = objectOf(valueAt(values ?? null, 'meshConfig'));
  return {
    mesh,
    env: { ...LIMITS, ...Object.fromEntries(env.map(([key, value]) => [key, String(value)])) },
  };
}

/** Many proxies come at once here. */
const LIMITS = { PILOT_MAX_REQUESTS_PER_SECOND: '5000' };
const SWITCH = 'PILOT_AUTO_SEND_UNHEALTHY_ENDPOINTS';

function traitsText(fleets: readonly PlacedFleet[]): string {
  const traits = new Map<string, number>();
  for (const trait of fleets.flatMap(({ fleet }) => fleet.traits))
    traits.set(trait, (traits.get(trait) ?? 0) + 1);
  return [...traits]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([trait, count]) => `${String(count)} with ${trait}`)
    .join(', ');
}

/** Random fleets that stand in API servers of their own. */
export interface OpenedFleets {
  readonly fleets: readonly PlacedFleet[];
  readonly addresses: Addresses;
  /** The settings that the trees give to istiod. */
  readonly options: IstiodOptions;
  readonly start: (options: IstiodOptions) => Promise<ReadonlyMap<string, Istiod>>;
  readonly stop: (istiods: ReadonlyMap<string, Istiod>) => Promise<void>;
  /** Of these fleets, as they are or read otherwise. */
  readonly questions: (fleets?: readonly PlacedFleet[]) => readonly Question[];
  readonly compare: (istiods: ReadonlyMap<string, Istiod>, questions: readonly Question[]) => Promise<string>;
  readonly close: () => Promise<void>;
}

/** Draws fleets and writes them into API servers. */
export async function openFleets(suite: SuiteRun, count: number): Promise<OpenedFleets> {
  const { context } = suite;
  const fleets = Array.from({ length: count }, (_, index) => prepareFleet(index + 1, suite.seed));
  const mesh = await startMesh(context, membersOf(fleets));
  const addresses = createAddresses(mesh);
  for (const { id, region } of SLOTS) {
    const zones = ZONES.map((zone) => region + zone);
    await applyAll(mesh.clusterOf(id), nodes(region, zones));
  }
  await mapLimited(fleets, AT_ONCE, (placed) => writeFleet(mesh, placed, addresses));
  return {
    fleets,
    addresses,
    options: istiodOptions(fleets),
    start: (options) => startIstiods(context, mesh, options),
    async stop(istiods) {
      for (const istiod of istiods.values()) await context.processes.stop(istiod.process);
    },
    questions: (some = fleets) => some.flatMap(questionsOf),
    compare: (istiods, questions) => compare(suite, istiods, questions, addresses),
    async close() {
      for (const { id } of SLOTS) await mesh.clusterOf(id).kill();
    },
  };
}

/** Random fleets: what a real istiod sends for every place of a caller, against what the simulator says. */
export async function tryIstiod(suite: SuiteRun, name: string): Promise<void> {
  const { report } = suite;
  const found: OpenedFleets[] = [];
  await report.claim(
    name,
    `API servers take ${String(FLEETS)} random fleets as Meridian compiled them`,
    async () => {
      const opened = await openFleets(suite, FLEETS);
      found.push(opened);
      return traitsText(opened.fleets);
    },
  );
  const [opened] = found;
  if (opened === undefined) return;
  const ask = async (options: IstiodOptions, fleets: readonly PlacedFleet[]): Promise<string> => {
    const istiods = await opened.start(options);
    const seen = await opened.compare(istiods, opened.questions(fleets));
    await opened.stop(istiods);
    return `${String(fleets.length)} fleets, ${seen}`;
  };
  const { options, fleets } = opened;
  const set = options.env?.[SWITCH] ?? 'not set';
  await report.claim(name, `istiod sends what the model says (${SWITCH}: ${set}, as in the tree)`, () =>
    ask(options, fleets),
  );
  await report.claim(name, `and with Istio's own default, which sends pods that are not Ready too`, () =>
    ask({ ...options, env: { ...options.env, [SWITCH]: 'true' } }, fleets.map(sendingUnhealthy)),
  );
  await opened.close();
}

function membersOf(fleets: readonly PlacedFleet[]): readonly MeshMember[] {
  const clusters = fleets.flatMap(({ model }) => model.clusters);
  return SLOTS.map(({ id }, index) => {
    const network = clusters.find((one) => one.id === id)?.meshNetwork ?? id;
    return { id, network, gateway: `10.200.${String(index)}.1` };
  });
}

function sendingUnhealthy(placed: PlacedFleet): PlacedFleet {
  const { meshOf } = placed.model;
  const model = {
    ...placed.model,
    meshOf: (cluster: string) => ({ ...meshOf(cluster), sendsUnhealthy: true }),
  };
  const traffic = hostTraffic(model, { host: placed.fleet.host });
  return traffic === undefined ? placed : { ...placed, model, traffic };
}
