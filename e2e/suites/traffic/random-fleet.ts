import type { Compiled } from '../../../lib/compile/unit';
import type { Plan } from '../../../lib/plan/plan';
import type { Loss } from '../../../lib/simulate/traffic/loss';
import { synthesize } from '../../../lib/synthesize';
import { MINI_FILES, miniApp, miniCluster, miniReleases } from '../../../test/support/mini-fleet';
import type { Random } from '../../harness/random';

/** A cluster of the random fleets; each fleet has some of them. */
export interface Slot {
  readonly id: string;
  readonly region: string;
}

/** Four regions are the fewest in which `failover` cannot say the whole order. */
export const SLOTS: readonly Slot[] = [
  { id: 'us', region: 'us-east-1' },
  { id: 'eu', region: 'eu-west-1' },
  { id: 'ap', region: 'ap-southeast-1' },
  { id: 'sa', region: 'sa-east-1' },
];

/** The zones that a region may have, as suffixes of its name. */
export const ZONES = ['a', 'b', 'c'] as const;

/** A dependency outside the mesh, with an endpoint in some regions, which may be others than those of the clusters. */
export interface OutsideHost {
  readonly host: string;
  readonly port: number;
  readonly regions: readonly string[];
}

/** The address of what is outside in a region: the same for all hosts. */
export function outsideAddress(region: string): string {
  return `10.250.${String(SLOTS.findIndex((slot) => slot.region === region))}.1`;
}

/** A fleet that was compiled, with what is wrong in it. */
export interface RandomFleet {
  readonly plan: Plan;
  readonly compiled: Compiled;
  /** The host that is asked about. */
  readonly host: string;
  /** The host outside that the callers depend on too. */
  readonly outside: OutsideHost;
  /** Namespaces of the host and of its callers. */
  readonly namespaces: readonly string[];
  readonly losses: readonly Loss[];
  /** What kind of fleet it is, for people. */
  readonly traits: readonly string[];
}

const TRIES = 20;

/** Draws inputs until synth takes them: some promises cannot be kept, and synth says so. Names are made of the number. */
export function randomFleet(number: number, random: Random): RandomFleet {
  for (let tries = 0; tries < TRIES; tries++) {
    const drawn = drawInputs(number, random);
    const { plan, compiled, output } = synthesize({
      tree: { files: new Map(Object.entries(drawn.files)), unreadable: [] },
      resources: {},
      existingUnits: [],
      twice: false,
    });
    if (plan === undefined || compiled === undefined || output === undefined) continue;
    const [server, caller] = [`t${String(number)}`, `c${String(number)}`];
    const host = `${server}.${server}.svc.cluster.local`;
    const losses = randomLosses(plan, random);
    const { traits, outside } = drawn;
    return { plan, compiled, host, outside, namespaces: [server, caller], losses, traits };
  }
  throw new Error('synth refused twenty random fleets in a row');
}

interface Inputs {
  readonly files: Readonly<Record<string, string>>;
  readonly outside: OutsideHost;
  readonly traits: readonly string[];
}

function drawInputs(number: number, random: Random): Inputs {
  const slots = random.shuffled(SLOTS).slice(0, random.whole(2, SLOTS.length));
  const [server, caller] = [`t${String(number)}`, `c${String(number)}`];
  const kind = random.pick(KINDS);
  const serving = random.shuffled(slots).slice(0, kind.regions ?? random.whole(1, slots.length));
  const calling = random.shuffled(slots).slice(0, random.whole(1, slots.length));
  const outside = drawOutside(number, random);
  const files = {
    'fleet.yaml': `${MINI_FILES['fleet.yaml'] ?? ''}${latencies(random)}`,
    ...Object.fromEntries(slots.map((slot) => [`clusters/${slot.id}.yaml`, clusterText(slot, random)])),
    [`apps/${server}/app.yaml`]: appText(
      server,
      `regions: [${regionsText(serving)}]\ncalls: {from: [${caller}]}\n${kind.text(serving, random)}`,
      random,
    ),
    [`apps/${server}/releases.yaml`]: miniReleases(server),
    [`apps/${caller}/app.yaml`]: appText(
      caller,
      `regions: [${regionsText(calling)}]\ncalls: {to: [${server}], external: [${externalText(outside)}]}`,
      random,
    ),
    [`apps/${caller}/releases.yaml`]: miniReleases(caller),
  };
  const remote = calling.some((slot) => !serving.includes(slot));
  const traits = [
    kind.name,
    ...(slots.length === SLOTS.length ? ['four regions'] : []),
    ...(remote ? ['a caller without a local instance'] : []),
    ...(outside.regions.length > 1 ? ['a host outside in several regions'] : []),
  ];
  return { files, outside, traits };
}

function drawOutside(number: number, random: Random): OutsideHost {
  const slots = random.shuffled(SLOTS).slice(0, random.whole(1, SLOTS.length));
  return { host: `x${String(number)}.example.net`, port: 5432, regions: slots.map(({ region }) => region) };
}

function externalText({ host, port, regions }: OutsideHost): string {
  const endpoints = regions.map((region) => `${region}: ${outsideAddress(region)}`).join(', ');
  return `{name: outside, cidrs: [10.250.0.0/16], port: ${String(port)}, host: ${host}, endpoints: {${endpoints}}}`;
}

interface Kind {
  readonly name: string;
  /** Lines of the contract, for the places that serve. */
  readonly text: (serving: readonly Slot[], random: Random) => string;
  /** How many regions it takes. @default any number */
  readonly regions?: number;
}

const PROMISES = 'rpo: 5m, rto: 4h';
const KINDS: readonly Kind[] = [
  { name: 'served anywhere', text: () => 'traffic: {failover: automatic}' },
  { name: 'served anywhere', text: () => `data: {mode: active-active, ${PROMISES}}` },
  {
    name: 'one writer',
    text: () => `traffic: {failover: automatic}\ndata: {mode: hot-standby, promotion: 90s, ${PROMISES}}`,
    regions: 2,
  },
  {
    name: 'one writer',
    text: () =>
      `traffic: {failover: manual-confirmed}\ndata: {mode: regional-primary-with-standby, ${PROMISES}}`,
  },
  { name: 'kept at home', text: () => 'data: {mode: regional, rpo: 24h}' },
  { name: 'spread by shares', text: sharesText, regions: 2 },
  { name: 'spread by shares', text: sharesText, regions: 3 },
];

/** A share for every place, 100 in all. */
function sharesText(serving: readonly Slot[], random: Random): string {
  const rest = serving.slice(1).map(({ region }) => [region, random.whole(1, 40)] as const);
  const left = rest.reduce((sum, [, share]) => sum - share, 100);
  const shares = [...serving.slice(0, 1).map(({ region }) => [region, left] as const), ...rest];
  return `traffic: {weights: {${shares.map(([region, share]) => `${region}: ${String(share)}`).join(', ')}}}`;
}

function regionsText(slots: readonly Slot[]): string {
  return slots.map(({ region }) => `aws:${region}`).join(', ');
}

function appText(name: string, more: string, random: Random): string {
  const least = random.whole(1, 6);
  return miniApp(name, name, more).replace(
    /runtime: .*/,
    `runtime: {minReplicasPerRegion: ${String(least)}, maxReplicasPerRegion: ${String(least + 4)}}`,
  );
}

/** Zones named first have more of the pods, so their order is drawn too. */
function clusterText({ id, region }: Slot, random: Random): string {
  const zones = random.shuffled(ZONES).slice(0, random.whole(1, ZONES.length));
  const number = 1 + SLOTS.findIndex((slot) => slot.id === id);
  return miniCluster(id, region, number).replace(
    /zones: .*/,
    `zones: [${zones.map((zone) => region + zone).join(', ')}]`,
  );
}

/** Round trips of their own, so that the order of the regions differs from fleet to fleet. */
function latencies(random: Random): string {
  const pairs = SLOTS.flatMap(({ region }, index) =>
    SLOTS.slice(index + 1).map((other) => `[${region}, ${other.region}]`),
  );
  const rows = pairs.map(
    (pair) => `  - {between: ${pair}, milliseconds: ${String(random.whole(10, 300))}, source: drawn}`,
  );
  return `latency:\n${rows.join('\n')}\n`;
}

/** Pods that are not Ready, and regions that are drained: what a control plane sees. */
function randomLosses({ fleet }: Plan, random: Random): readonly Loss[] {
  return Array.from({ length: random.whole(0, 3) }, (): Loss => {
    const cluster = random.pick(fleet.clusters);
    if (random.chance(0.15)) return { kind: 'drained', region: cluster.region };
    return {
      kind: 'pods',
      percent: random.pick([20, 50, 80, 100]),
      as: 'not-ready',
      ...(random.chance(0.8) ? { cluster: cluster.id } : {}),
      ...(random.chance(0.3) ? { zone: random.pick(cluster.zones) } : {}),
    };
  });
}
