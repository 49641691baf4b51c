import type { Distribution } from '../../../lib/simulate/traffic/distribution';
import { chiSquare, type Class } from '../../checks/chi-square';
import { expectNone } from '../../harness/expect';
import { MERGE_MS } from '../../harness/traffic/envoy';
import { mapLimited } from '../../harness/map-limited';
import type { Counts } from '../../harness/traffic/requests';
import { pause, pending } from '../../harness/waits';
import type { SuiteRun } from '../suite';
import { LEAST_PROBABILITY } from './compare-shares';
import { closeStage, openStage, send, type Route, type Stage } from './failover-stage';
import { predict, type Prediction } from './predictions';

const AT_ONCE = 6;
const REQUESTS = 300;
/** Fewer than any rule of the fleet takes for a failure. */
const FIRST_REQUESTS = 2;
const ROUND_REQUESTS = 12;
const ROUNDS = 5;
const BACK_MS = 180_000;
const EJECTION_TIME = 'outlier_detection.base_ejection_time_ms';
const EJECTION_SWEEP = 'outlier_detection.interval_ms';

/** Something that is lost: names as `meridian simulate --lose` takes them, and what that means here. */
interface Lost {
  readonly names: readonly string[];
  /** Clusters that are gone as a whole. */
  readonly clusters: readonly string[];
  /** Clusters whose gateway alone is gone. */
  readonly gateways: readonly string[];
}

type MomentName = 'before' | 'at first' | 'then' | 'back';

/** One cell of the table. */
interface Observation {
  readonly moment: MomentName;
  readonly predicted: Distribution;
  readonly counts: Counts;
}

interface Row {
  readonly route: Route;
  readonly observations: Observation[];
}

function lossesOf({ reference: { clusters } }: Stage): readonly Lost[] {
  const regions = clusters.map(({ id, region }) => ({ id, region }));
  const pairs = regions.flatMap((one, index) => regions.slice(index + 1).map((other) => [one, other]));
  const gone = [...regions.map((one) => [one]), ...pairs].map((some): Lost => ({
    names: some.map(({ region }) => region),
    clusters: some.map(({ id }) => id),
    gateways: [],
  }));
  const gateways = clusters.slice(-1).map(({ id }): Lost => ({
    names: [`gateway:${id}`],
    clusters: [],
    gateways: [id],
  }));
  return [...gone, ...gateways];
}

/** Kills the servers of a loss at once: pods, gateways, the API server with its store; istiod stops where it stands. */
async function strike(stage: Stage, { clusters, gateways }: Lost): Promise<void> {
  for (const id of clusters) stage.istiods.get(id)?.process.signal('SIGSTOP');
  await Promise.all([
    stage.backends.shut(clusters.flatMap((id) => stage.addresses.get(id) ?? [])),
    stage.backends.shut(gateways.flatMap((id) => (stage.addresses.get(id) ?? []).slice(0, 1))),
    ...clusters.map((id) => stage.mesh.clusterOf(id).kill()),
  ]);
}

async function repair(stage: Stage, { clusters, gateways }: Lost): Promise<void> {
  await Promise.all(clusters.map((id) => stage.mesh.clusterOf(id).revive()));
  for (const id of clusters) stage.istiods.get(id)?.process.signal('SIGCONT');
  await stage.backends.open(clusters.flatMap((id) => stage.addresses.get(id) ?? []));
  await stage.backends.open(gateways.flatMap((id) => (stage.addresses.get(id) ?? []).slice(0, 1)));
}

/** Classes by cluster that answers, and by what fails on the way to it. */
function classesOf(stage: Stage, { predicted, counts }: Observation): readonly Class[] {
  const classes = new Map<string, { observed: number; expected: number }>();
  const of = (name: string): { observed: number; expected: number } => {
    const one = classes.get(name) ?? { observed: 0, expected: 0 };
    classes.set(name, one);
    return one;
  };
  for (const { cluster, percent, failedPercent } of predicted.clusters) {
    of(cluster).expected += (percent - failedPercent) / 100;
    of(`${cluster} fails`).expected += failedPercent / 100;
  }
  of(NO_HOST).expected += predicted.unroutedPercent / 100;
  for (const [key, count] of counts) {
    const [status = '', address = ''] = key.split(' ');
    const cluster = stage.clusterOf(address);
    of(cluster === undefined ? NO_HOST : status === '200' ? cluster : `${cluster} fails`).observed += count;
  }
  const rounded = (expected: number): number => (expected < 1e-9 ? 0 : expected);
  return [...classes].map(([name, { observed, expected }]) => ({
    name,
    observed,
    expected: rounded(expected),
  }));
}

const NO_HOST = 'no host';
/** Any loss names all callers of all apps that notice it; with a provider gone everybody does. */
const EVERYWHERE = ['aws'];

function holds(stage: Stage, observation: Observation): boolean {
  return chiSquare(classesOf(stage, observation)).probability >= LEAST_PROBABILITY;
}

/** Shares in percent by region, as "us-east-1" where one has all of them. */
function shareText(stage: Stage, classes: readonly Class[], value: (one: Class) => number): string {
  const total = classes.reduce((sum, one) => sum + value(one), 0);
  const parts = classes
    .filter((one) => value(one) > 0)
    .map((one) => {
      const region = stage.reference.clusters.find(({ id }) => one.name.startsWith(id))?.region;
      const name = region === undefined ? one.name : one.name.endsWith(' fails') ? `${region} fails` : region;
      const percent = (100 * value(one)) / total;
      return percent > 99.95 ? name : `${name} ${percent.toFixed(1)} %`;
    });
  return parts.join(', ');
}

function cell(stage: Stage, observation: Observation): string {
  const classes = classesOf(stage, observation);
  const said = shareText(stage, classes, ({ expected }) => expected);
  const seen = shareText(stage, classes, ({ observed }) => observed);
  return `${observation.moment}: ${said} | ${seen}${holds(stage, observation) ? '' : '  <- DIFFERS'}`;
}

async function observe(
  rows: readonly Row[],
  moment: MomentName,
  requests: number,
  predicted: (route: Route) => Distribution | undefined,
): Promise<void> {
  await mapLimited(rows, AT_ONCE, async ({ route, observations }) => {
    const expected = predicted(route);
    if (expected !== undefined)
      observations.push({ moment, predicted: expected, counts: await send(route, requests) });
  });
}

function finder(predictions: readonly Prediction[]): (route: Route) => Prediction | undefined {
  return (route) =>
    predictions.find(
      ({ app, cluster, namespaces }) =>
        app === route.app && cluster === route.cluster && namespaces.includes(route.namespace),
    );
}

/** Requests until nothing more is ejected. */
async function settle(rows: readonly Row[]): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    await mapLimited(rows, AT_ONCE, ({ route }) => send(route, ROUND_REQUESTS));
    await pause(MERGE_MS);
  }
}

/** Waits until every client is served as before; how long that took, in seconds. */
async function awaitFailback(
  { context }: SuiteRun,
  stage: Stage,
  rows: readonly Row[],
  find: ReturnType<typeof finder>,
): Promise<number> {
  const started = Date.now();
  let away = rows;
  await context.waits.until('every client is served as before', BACK_MS, async () => {
    const served = await mapLimited(away, AT_ONCE, async (row) => {
      const prediction = find(row.route);
      if (prediction === undefined) return true;
      const counts = await send(row.route, ROUND_REQUESTS);
      return holds(stage, { moment: 'back', predicted: prediction.before, counts });
    });
    away = away.filter((_, index) => served[index] !== true);
    return away.length === 0 ? true : pending(`${String(away.length)} clients are not`);
  });
  return (Date.now() - started) / 1000;
}

/** Whether a client that is left is led elsewhere by an ejection. */
function ejects(repository: string, { names }: Lost): boolean {
  return predict(repository, names).some(
    ({ during, after }) => (during?.failedPercent ?? 0) > (after?.failedPercent ?? 100),
  );
}

/** The first failback that there is takes the time of the rule; the later ones are cut short, so that a run does not wait for each. */
async function hurry(stage: Stage, on: boolean): Promise<void> {
  for (const envoy of stage.envoys) {
    await envoy.setRuntime(EJECTION_TIME, on ? '1' : '30000');
    await envoy.setRuntime(EJECTION_SWEEP, on ? '500' : '10000');
  }
}

async function tryLoss(suite: SuiteRun, stage: Stage, lost: Lost, inTime: boolean): Promise<string> {
  const find = finder(predict(suite.context.repository, lost.names));
  const rows = stage.routes.map((route): Row => ({ route, observations: [] }));
  const left = rows.filter(({ route }) => !lost.clusters.includes(route.cluster));
  await observe(rows, 'before', REQUESTS, (route) => find(route)?.before);
  await strike(stage, lost);
  await observe(left, 'at first', FIRST_REQUESTS, (route) => find(route)?.during);
  await settle(left);
  await observe(left, 'then', REQUESTS, (route) => find(route)?.after);
  await repair(stage, lost);
  if (!inTime) await hurry(stage, true);
  const seconds = await awaitFailback(suite, stage, rows, find);
  if (!inTime) await hurry(stage, false);
  await observe(rows, 'back', REQUESTS, (route) => find(route)?.before);
  printTable(suite, stage, lost, rows);
  const cells = rows.flatMap((row) => row.observations.map((observation) => ({ row, observation })));
  const apart = cells.filter(({ observation }) => !holds(stage, observation));
  expectNone(
    apart.map(({ row, observation }) => `${routeText(stage, row.route)} ${cell(stage, observation)}`),
  );
  const how = inTime ? `${seconds.toFixed(0)} s after the repair` : 'with the ejection time cut short';
  return `${String(cells.length)} shares of ${String(rows.length)} clients as predicted, all back ${how}`;
}

function routeText({ reference }: Stage, { cluster, namespace, app }: Route): string {
  const region = reference.clusters.find(({ id }) => id === cluster)?.region ?? cluster;
  return `${region} ${namespace} -> ${app}`;
}

function printTable({ report }: SuiteRun, stage: Stage, lost: Lost, rows: readonly Row[]): void {
  report.note(`without ${lost.names.join(' and ')} (predicted | observed)`);
  for (const { route, observations } of rows) {
    const cells = observations.map((observation) => cell(stage, observation));
    report.note(`  ${routeText(stage, route)}  ${cells.join('; ')}`);
  }
}

/** The committed trees with real istiods, Envoys and requests: regions are killed, alone and in pairs, and come back. */
export async function tryFailover(suite: SuiteRun, name: string): Promise<void> {
  const { report, isolation, context } = suite;
  if (isolation !== 'namespace') {
    report.note(
      'Left out: the reference fleet, whose pods need addresses that only a network namespace can have.',
    );
    return;
  }
  let stage: Stage | undefined;
  await report.claim(
    name,
    'the reference fleet is served: istiods, Envoys and pods as its trees say',
    async () => {
      stage = await openStage(suite, predict(context.repository, EVERYWHERE));
      return `${String(stage.envoys.length)} Envoys, ${String(stage.routes.length)} clients of apps`;
    },
  );
  if (stage === undefined) return;
  const opened = stage;
  const losses = lossesOf(opened);
  const slow = losses.find((lost) => ejects(context.repository, lost));
  for (const lost of losses)
    await report.claim(
      name,
      `clients see what meridian simulate says without ${lost.names.join(' and ')}`,
      () => tryLoss(suite, opened, lost, lost === slow),
    );
  await closeStage(suite, opened);
}
