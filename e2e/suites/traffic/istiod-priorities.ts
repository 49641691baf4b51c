import { objectOf, valueAt } from '../../../lib/core/json';
import { istiodValues } from '../../../lib/simulate/traffic/compiled-objects';
import { hostTraffic } from '../../../lib/simulate/traffic/host-traffic';
import { expectNone } from '../../harness/expect';
import type { Istiod, IstiodOptions } from '../../harness/istiod';
import { mapLimited } from '../../harness/map-limited';
import { pause, pending } from '../../harness/waits';
import type { SuiteRun } from '../suite';
import { differences, questionsOf, type Question } from './istiod-questions';
import { applyAll, startIstiods, startMesh, type MeshMember } from './mesh';
import { createAddresses, prepareFleet, writeFleet, type Addresses, type PlacedFleet } from './placed-fleet';
import { SLOTS, ZONES } from './random-fleet';
import { nodes } from './world';

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
  return `${String(questions.length)} views of ${String(FLEETS)} fleets, ${String(tiers)} with several tiers, ${String(gateways)} with gateways`;
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

/** Random fleets: what a real istiod sends for every place of a caller, against what the simulator says. */
export async function tryIstiod(suite: SuiteRun, name: string): Promise<void> {
  const { context, report } = suite;
  const fleets = Array.from({ length: FLEETS }, (_, index) => prepareFleet(index + 1, suite.seed));
  const mesh = await startMesh(context, membersOf(fleets));
  const addresses = createAddresses(mesh);
  await report.claim(
    name,
    `API servers take ${String(FLEETS)} random fleets as Meridian compiled them`,
    async () => {
      for (const { id, region } of SLOTS) {
        const zones = ZONES.map((zone) => region + zone);
        await applyAll(mesh.clusterOf(id), nodes(region, zones));
      }
      await mapLimited(fleets, AT_ONCE, (placed) => writeFleet(mesh, placed, addresses));
      return traitsText(fleets);
    },
  );
  const written = istiodOptions(fleets);
  const ask = async (options: IstiodOptions, asked: readonly PlacedFleet[]): Promise<string> => {
    const istiods = await startIstiods(context, mesh, options);
    const seen = await compare(suite, istiods, asked.flatMap(questionsOf), addresses);
    for (const istiod of istiods.values()) await context.processes.stop(istiod.process);
    return seen;
  };
  const set = written.env?.[SWITCH] ?? 'not set';
  await report.claim(name, `istiod sends what the model says (${SWITCH}: ${set}, as in the tree)`, () =>
    ask(written, fleets),
  );
  await report.claim(name, `and with Istio's own default, which sends pods that are not Ready too`, () =>
    ask({ ...written, env: { ...written.env, [SWITCH]: 'true' } }, fleets.map(sendingUnhealthy)),
  );
  for (const { id } of SLOTS) await mesh.clusterOf(id).kill();
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
