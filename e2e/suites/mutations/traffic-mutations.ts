import { sharesAtFirst } from '../../../lib/simulate/traffic/shares';
import { compareLots, differenceText, differs } from '../traffic/compare-shares';
import { closeBench, prepareBench, send } from '../traffic/envoy-bench';
import { openFleets } from '../traffic/istiod-priorities';
import { differences } from '../traffic/istiod-questions';
import type { Question } from '../traffic/question';
import { plainCase } from '../traffic/tier-case';
import type { SuiteRun } from '../suite';

const REQUESTS = 3_000;
const FLEETS = 8;
const SHOWN = 140;

/** Tiers of which the first two cannot take all. */
const CASE = plainCase('mutated', [
  [2, 3],
  [1, 2],
  [4, 4],
]);

/** What is expected of Envoy wrongly: other priorities of the same hosts. */
const OF_ENVOY: readonly (readonly [name: string, priorities: readonly number[]])[] = [
  ['two priorities exchanged in what is expected of Envoy', [1, 0, 2]],
  ['tiers taken for one in what is expected of Envoy', [0, 0, 0]],
];

/** What is expected of istiod wrongly. */
const OF_ISTIOD: readonly (readonly [name: string, bend: (line: string) => string])[] = [
  ['a wrong priority in what is expected of istiod', (line) => line.replace(/^P1/, 'P2')],
  [
    'a wrong weight in what is expected of istiod',
    (line) => line.replace(/weight (\d+):/, (_, weight: string) => `weight ${String(Number(weight) + 1)}:`),
  ],
  [
    'a pod too few in what is expected of istiod',
    (line) => line.replace(/\d+ of \d+ healthy/, '0 of 1 healthy'),
  ],
];

function caught(found: readonly string[]): string {
  const [first] = found;
  if (first === undefined) throw new Error('nobody noticed');
  return first.replaceAll('\n', ' ').slice(0, SHOWN);
}

async function againstEnvoy(suite: SuiteRun, name: string): Promise<void> {
  const bench = await prepareBench(suite, [CASE]);
  const [one] = bench.cases;
  if (one === undefined) throw new Error('no case');
  const found = async (priorities: readonly number[]): Promise<readonly string[]> => {
    const { localities, policy } = CASE.assignment;
    const expected = localities.map((locality, index) => ({ ...locality, priority: priorities[index] ?? 0 }));
    const shares = sharesAtFirst({ localities: expected, policy });
    const comparison = compareLots('mutated', shares, one.lots, await send(bench, one, REQUESTS));
    return differs(comparison) ? [differenceText(comparison)] : [];
  };
  await suite.report.claim(name, 'without a fault Envoy does what is expected', async () => {
    const apart = await found([0, 1, 2]);
    if (apart.length > 0) throw new Error(apart.join('\n'));
    return `${String(REQUESTS)} requests`;
  });
  for (const [fault, priorities] of OF_ENVOY)
    await suite.report.claim(name, `caught: ${fault}`, async () => caught(await found(priorities)));
  await closeBench(suite, bench);
}

async function againstIstiod(suite: SuiteRun, name: string): Promise<void> {
  const opened = await openFleets(suite, FLEETS);
  const istiods = await opened.start(opened.options);
  const questions = opened.questions();
  await suite.report.claim(name, 'without a fault istiod sends what is expected', () =>
    opened.compare(istiods, questions),
  );
  for (const [fault, bend] of OF_ISTIOD) {
    const wrong = questions.map((one): Question => ({ ...one, predicted: one.predicted.map(bend) }));
    await suite.report.claim(name, `caught: ${fault}`, async () =>
      caught((await differences(istiods, wrong, opened.addresses)).map(({ text }) => text)),
    );
  }
  await opened.stop(istiods);
  await opened.close();
}

/** Wrong expectations, which the traffic suite must catch. */
export async function trafficMutations(suite: SuiteRun, name: string): Promise<void> {
  await againstEnvoy(suite, name);
  await againstIstiod(suite, name);
}
