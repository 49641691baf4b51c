import { sharesAfterEjection, sharesAtFirst, type Shares } from '../../../lib/simulate/traffic/shares';
import { pooled } from '../../checks/chi-square';
import { expectNone } from '../../harness/expect';
import { MERGE_MS } from '../../harness/traffic/envoy';
import { mapLimited } from '../../harness/map-limited';
import { createRandom } from '../../harness/random';
import type { HostAddress } from '../../harness/traffic/backends';
import type { Counts } from '../../harness/traffic/requests';
import { pause, pending } from '../../harness/waits';
import type { SuiteRun } from '../suite';
import {
  compareFailures,
  compareHosts,
  compareLots,
  differenceText,
  differs,
  LEAST_PROBABILITY,
  type Comparison,
} from './compare-shares';
import { closeBench, keyOf, prepareBench, send, type Bench, type Prepared } from './envoy-bench';
import type { PlacedHosts } from './static-cluster';
import { plainCase, randomCase, type TierCase } from './tier-case';

/** Connections at a time, each to a case of its own. */
const AT_ONCE = 8;
const CASES = 200;
const REQUESTS = 1_500;
const VECTOR_REQUESTS = 40_000;
const PATIENCE_REQUESTS = 10_000;
const ROUND_REQUESTS = 400;
const ROUNDS = 14;
/** Rounds in a row without a new ejection, or without an error, after which a case is at rest. */
const SAME_ROUNDS = 4;
const QUIET_ROUNDS = 2;
const LIMIT_MS = 30_000;

/** Tiers by healthy and all hosts; the documentation of Envoy rounds the third otherwise than its code. */
const VECTORS: readonly TierCase[] = [
  plainCase('two of three', [
    [2, 3],
    [1, 1],
  ]),
  plainCase('one of three', [
    [1, 3],
    [1, 1],
  ]),
  plainCase('25, 25 and 20 percent', [
    [1, 4],
    [1, 4],
    [1, 5],
  ]),
  plainCase('71 percent', [
    [5, 7],
    [1, 1],
  ]),
];

/** Fails with every comparison that is too unlikely, or where all of them together are. */
function judged(comparisons: readonly Comparison[]): string {
  const apart = comparisons.filter(differs);
  expectNone(apart.map(differenceText), `${String(apart.length)} of ${String(comparisons.length)} differ`);
  const all = pooled(comparisons.map(({ fit }) => fit));
  const text = `chi-square ${all.statistic.toFixed(0)} at ${String(all.freedom)} degrees of freedom, p = ${all.probability.toPrecision(2)}`;
  if (all.probability < LEAST_PROBABILITY) throw new Error(`each passes, together they do not: ${text}`);
  return `${String(comparisons.length)} comparisons, ${text}`;
}

async function measure(
  bench: Bench,
  requests: number,
  compare: (one: Prepared, counts: Counts) => readonly Comparison[],
): Promise<string> {
  const comparisons = await mapLimited(bench.cases, AT_ONCE, async (one) => {
    const found = compare(one, await send(bench, one, requests));
    return found.some(differs) ? again(bench, one, requests, compare) : found;
  });
  return `${judged(comparisons.flat())}; ${String(requests)} requests a case`;
}

/** A failing host that gets one request in five hundred is found late: such a case is given time, and judged by what it does then. */
async function again(
  bench: Bench,
  one: Prepared,
  requests: number,
  compare: (one: Prepared, counts: Counts) => readonly Comparison[],
): Promise<readonly Comparison[]> {
  await send(bench, one, PATIENCE_REQUESTS);
  await pause(MERGE_MS);
  return compare(one, await send(bench, one, requests));
}

/** Before anything fails: each host by itself. A host of a tier in panic is used whatever its health. */
function whenWell({ tierCase, lots }: Prepared, counts: Counts): readonly Comparison[] {
  const shares = sharesAtFirst(tierCase.assignment);
  const name = `${tierCase.name}, all well`;
  const hasHealthy = (address: HostAddress): boolean => (counts.get(`200 ${address}`) ?? 0) > 0;
  const panics = lots
    .filter(({ hosts, addresses }) => addresses.slice(hosts.healthy).some(hasHealthy))
    .map(({ locality }) => locality.priority);
  const used = (lot: PlacedHosts, index: number): boolean =>
    index < lot.hosts.healthy || panics.includes(lot.locality.priority);
  return [compareLots(name, shares, lots, counts), compareHosts(name, shares, lots, counts, used)];
}

function whenEjected({ tierCase, lots }: Prepared, counts: Counts): readonly Comparison[] {
  const shares: Shares = sharesAfterEjection(tierCase.assignment);
  const name = `${tierCase.name}, ejected`;
  return [compareLots(name, shares, lots, counts), compareFailures(name, shares, counts)];
}

/** Lets the failing hosts fail until Envoy ejects no more: what a tier loses is found in the next one, a step at a time. */
async function eject(bench: Bench): Promise<string> {
  for (const one of bench.cases) bench.struck.add(keyOf(one));
  const rests = bench.cases.map((one): Rest => ({ one, ejected: 0, same: 0, quiet: 0 }));
  const isRestless = ({ same, quiet }: Rest): boolean => same < SAME_ROUNDS && quiet < QUIET_ROUNDS;
  let rounds = 0;
  for (; rounds < ROUNDS && rests.some(isRestless); rounds++)
    await ejectOnce(bench, rests.filter(isRestless));
  const hosts = rests.reduce((sum, { ejected }) => sum + ejected, 0);
  const cases = rests.filter(({ ejected }) => ejected > 0).length;
  return `${String(hosts)} hosts of ${String(cases)} cases ejected in ${String(rounds)} rounds`;
}

/** How near a case is to its end. */
interface Rest {
  readonly one: Prepared;
  ejected: number;
  same: number;
  quiet: number;
}

async function ejectOnce(bench: Bench, rests: readonly Rest[]): Promise<void> {
  await mapLimited(rests, AT_ONCE, async (rest) => {
    const counts = await send(bench, rest.one, ROUND_REQUESTS);
    const isError = (key: string): boolean => !key.startsWith('200 ') && !key.endsWith(' -');
    rest.quiet = [...counts.keys()].some(isError) ? 0 : rest.quiet + 1;
  });
  await pause(MERGE_MS);
  const ejected = await ejectedByCase(bench);
  for (const rest of rests) {
    const now = ejected.get(keyOf(rest.one)) ?? 0;
    rest.same = now === rest.ejected ? rest.same + 1 : 0;
    rest.ejected = now;
  }
}

async function ejectedByCase({ envoy }: Bench): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const { cluster, ejected } of await envoy.hosts())
    if (ejected) counts.set(cluster, (counts.get(cluster) ?? 0) + 1);
  return counts;
}

/** All hosts are well again, and Envoy lets them back: the ejection time is cut short for it. */
async function letBack({ context }: SuiteRun, bench: Bench): Promise<void> {
  bench.struck.clear();
  await bench.envoy.setRuntime('outlier_detection.base_ejection_time_ms', '1');
  await context.waits.until('Envoy lets every host back', LIMIT_MS, async () => {
    const left = await ejectedByCase(bench);
    return left.size === 0 ? true : pending(`hosts of ${String(left.size)} cases are ejected`);
  });
  await pause(MERGE_MS);
}

async function tryVectors(suite: SuiteRun, name: string): Promise<void> {
  const bench = await prepareBench(suite, VECTORS);
  await suite.report.claim(
    name,
    'Envoy divides requests among tiers as the published figures say',
    async () => {
      const comparisons = await mapLimited(bench.cases, AT_ONCE, async (one) => {
        const counts = await send(bench, one, VECTOR_REQUESTS);
        return compareLots(one.tierCase.name, sharesAtFirst(one.tierCase.assignment), one.lots, counts);
      });
      judged(comparisons);
      return `${comparisons.map(vectorText).join('; ')}; ${String(VECTOR_REQUESTS)} requests each`;
    },
  );
  await closeBench(suite, bench);
}

function vectorText({ name, classes }: Comparison): string {
  const tiers = classes.slice(0, -1);
  const said = tiers.map(({ expected }) => (100 * expected).toFixed(0));
  const got = tiers.map(({ observed }) => ((100 * observed) / VECTOR_REQUESTS).toFixed(2));
  return `${name} ${said.join('/')} seen as ${got.join('/')}`;
}

/** Random tiers against a real Envoy that is told them as istiod would tell it. */
export async function tryEnvoyShares(suite: SuiteRun, name: string): Promise<void> {
  await tryVectors(suite, name);
  const random = createRandom(suite.seed);
  const bench = await prepareBench(
    suite,
    Array.from({ length: CASES }, (_, index) => randomCase(`case-${String(index + 1)}`, random)),
  );
  const { report } = suite;
  const cases = `${String(CASES)} random cases`;
  await report.claim(name, `Envoy sends requests as the model says in ${cases}, host by host`, () =>
    measure(bench, REQUESTS, whenWell),
  );
  await report.claim(name, 'Envoy stops ejecting', () => eject(bench));
  await report.claim(name, `and once what fails is ejected, as far as it may be`, () =>
    measure(bench, REQUESTS, whenEjected),
  );
  await report.claim(name, `and as at first when all hosts are back`, async () => {
    await letBack(suite, bench);
    return measure(bench, REQUESTS, whenWell);
  });
  await closeBench(suite, bench);
}
