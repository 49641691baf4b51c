import type { Diagnostic } from '../../lib/core/diagnostic';
import { readInputs } from '../../lib/config/read-inputs';
import { resolveFleet } from '../../lib/fleet/resolve-fleet';
import { appCapacity, type AppCapacity } from '../../lib/plan/capacity/app-capacity';
import { appContext } from '../../lib/plan/capacity/outcome';
import type { Absorption } from '../../lib/plan/capacity/absorption';
import { derivePlan } from '../../lib/plan/derive-plan';
import { lossesOf, type Loss } from '../../lib/plan/losses';
import type { Plan } from '../../lib/plan/plan';
import { MINI_FILES, miniCluster, miniReleases, miniTree } from './mini-fleet';

/** The three regions of the worked example: NA, EU, APAC. */
export const REGIONS = ['us-east-1', 'eu-west-1', 'ap-southeast-1'] as const;

/** What a fleet of three clusters is asked about its app `shop`. */
export interface CapacityCase {
  /** Lines of fleet.yaml. */
  readonly fleet?: string;
  /** Lines of `application`, unindented, beyond name, owner, criticality, regions and runtime. */
  readonly app?: string;
  /** Lines of `runtime` beyond the bounds, unindented. */
  readonly runtime?: string;
  readonly min?: number;
  readonly max?: number;
  readonly regions?: readonly string[];
  /** Further files, or others for `clusters/{na,eu,ap}.yaml`. */
  readonly files?: Readonly<Record<string, string>>;
}

/** A plan, the plan of its app's capacity, and what was said about it. */
export interface PlannedCase {
  readonly plan: Plan;
  readonly shop: AppCapacity;
  readonly loss: (name: string) => Loss;
  readonly codes: readonly string[];
}

/** The load of the worked example: D = 1000/600/400, c = 50, u = 0.6. */
export const WORKED_LOAD =
  'load: {rpsPerReplica: 50, peakRps: {us-east-1: 1000, eu-west-1: 600, ap-southeast-1: 400}, targetUtilisation: 60}';

/** Plans a fleet of one cluster in each of three regions, with one app. Throws where an error stands in the way. */
export function capacityFleet(test: CapacityCase, absorption?: Absorption): PlannedCase {
  const { plan, found } = planOf(filesOf(test));
  const [shop] = plan?.apps ?? [];
  if (plan === undefined || shop === undefined) {
    throw new Error(found.map(({ code, message }) => `${code}: ${message}`).join('\n'));
  }
  const losses = lossesOf(plan.fleet);
  const loss = (name: string): Loss => {
    const wanted = losses.find((candidate) => candidate.name === name);
    if (wanted === undefined) throw new Error(`the objective has no loss "${name}"`);
    return wanted;
  };
  const context = appContext(shop, plan.fleet, absorption);
  return { plan, shop: appCapacity(context, losses), loss, codes: found.map(({ code }) => code) };
}

function planOf(files: Readonly<Record<string, string | undefined>>): {
  readonly plan: Plan | undefined;
  readonly found: readonly Diagnostic[];
} {
  const found: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => void found.push(diagnostic);
  const inputs = readInputs(miniTree(files), report);
  const fleet = inputs && resolveFleet(inputs, report);
  return { plan: fleet && derivePlan(fleet, report), found };
}

function filesOf({
  fleet = '',
  files = {},
  ...app
}: CapacityCase): Readonly<Record<string, string | undefined>> {
  const clusters = ['na', 'eu', 'ap'].map((id, index): [string, string] => {
    const text = miniCluster(id, REGIONS[index] ?? '', index + 1);
    return [`clusters/${id}.yaml`, text.replace('cpu: 64, memory: 256Gi', 'cpu: 4000, memory: 16Ti')];
  });
  const unused = Object.keys(MINI_FILES).map((path): [string, undefined] => [path, undefined]);
  return {
    ...Object.fromEntries(unused),
    'fleet.yaml': `${MINI_FILES['fleet.yaml']}${fleet}\n`,
    ...Object.fromEntries(clusters),
    'apps/shop/app.yaml': contractOf(app),
    'apps/shop/releases.yaml': miniReleases('goods/shop'),
    ...files,
  };
}

function contractOf({
  app = '',
  runtime = WORKED_LOAD,
  min = 3,
  max = 1000,
  regions = REGIONS,
}: CapacityCase): string {
  return `application:
  name: shop
  owner: goods
  criticality: tier-2
  regions: [${regions.map((region) => `aws:${region}`).join(', ')}]
  runtime:
    minReplicasPerRegion: ${min}
    maxReplicasPerRegion: ${max}
${indented(runtime, '    ')}${indented(app, '  ')}`;
}

function indented(text: string, by: string): string {
  return text === ''
    ? ''
    : text
        .split('\n')
        .map((line) => `${by}${line}\n`)
        .join('');
}
