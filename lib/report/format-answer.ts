import { listed, sortedBy } from '../core/text';
import { formatDuration } from '../core/units';
import type { Fleet } from '../fleet/fleet';
import type { Survivor } from '../plan/capacity/outcome';
import type { AppAnswer, ClientAnswer } from '../prove/answer';
import type { ProofLine } from '../prove/line';
import type { Distribution } from '../simulate/traffic/distribution';
import { grouped, percent } from './figures';
import { formatTable } from './format-table';
import type { Paint } from './paint';
import { placeNames } from './places';
import { wrapped } from './wrap';

type PlaceOf = (cluster: string) => string;

const LABEL = 13;

/** What a loss does, for people: a block an app, a line a cluster of its callers; apps that notice nothing come last. */
export function formatAnswer(
  lost: string,
  answers: readonly AppAnswer[],
  fleet: Fleet,
  paint: Paint,
): string {
  const placeOf = placeNames(fleet.clusters);
  const concerned = answers.filter(isConcerned);
  const others = answers.filter((answer) => !isConcerned(answer)).map(({ line }) => line.app);
  const blocks = concerned.map((answer) => `\n${blockOf(answer, placeOf, paint)}`);
  const rest = others.length === 0 ? '' : `\n${wrapped('not affected: ', others.join(', ')).join('\n')}\n`;
  return `${paint.strong(`Without ${lost}`)}\n${blocks.join('')}${rest}`;
}

/** Whether anything changes for the app, or for somebody who calls it. */
function isConcerned({ line, clients }: AppAnswer): boolean {
  if (line.verdict !== 'unaffected') return true;
  return clients.some(({ before, during, after }) => {
    const [was, first, last] = [before, during, after].map((shares) => JSON.stringify(shares));
    return during !== undefined && (first !== was || last !== was);
  });
}

function blockOf({ line, clients }: AppAnswer, placeOf: PlaceOf, paint: Paint): string {
  const sorted = sortedBy(clients, ({ cluster }) => placeOf(cluster));
  const rows = sorted.map((client) => rowOf(client, clients, placeOf));
  const table = formatTable([['from', 'before', 'at first', 'then'], ...rows]);
  const verdict = line.verdict === 'breaks' ? paint.error(line.verdict) : line.verdict;
  return [
    `${paint.strong(line.app)}: ${verdict}`,
    ...table
      .trimEnd()
      .split('\n')
      .map((text, index) => `  ${index === 0 ? paint.faint(text) : text}`),
    ...detailsOf(line, placeOf),
    '',
  ].join('\n');
}

function rowOf(client: ClientAnswer, all: readonly ClientAnswer[], placeOf: PlaceOf): readonly string[] {
  const { cluster, namespaces, before, during, after, instead } = client;
  const several = all.filter((other) => other.cluster === cluster).length > 1;
  const name = `${placeOf(cluster)}${several ? ` (${namespaces.join(', ')})` : ''}`;
  if (during !== undefined && after !== undefined)
    return [name, sharesText(before, placeOf), sharesText(during, placeOf), sharesText(after, placeOf)];
  const goes =
    instead.length === 0 ? 'lost, its requests wait' : `lost, comes in at ${listed(instead.map(placeOf))}`;
  return [name, sharesText(before, placeOf), goes, ''];
}

/** "eu-west-1", "eu-west-1 80 %, us-east-1 20 %", "all fail"; the most first. */
function sharesText({ clusters, failedPercent }: Distribution, placeOf: PlaceOf): string {
  const failing = Math.round(failedPercent);
  if (failing === 100) return 'all fail';
  const answered = clusters
    .map(({ cluster, percent: sent, failedPercent: failed }) => ({
      cluster,
      share: Math.round(sent - failed),
    }))
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share)
    .map(({ cluster, share }) => (share === 100 ? placeOf(cluster) : `${placeOf(cluster)} ${share} %`));
  return [...answered, ...(failing === 0 ? [] : [`${failing} % fail`])].join(', ');
}

function detailsOf(line: ProofLine, placeOf: PlaceOf): readonly string[] {
  const { survivors, recovery, why, movedBy } = line;
  const { seconds, rtoSeconds, steps, meanwhile, restoredIn } = recovery;
  const sum = steps.map((step) => `${formatDuration(step.seconds)} ${step.name}`).join(' + ');
  const promise = rtoSeconds === undefined ? 'no RTO promised' : `RTO ${formatDuration(rtoSeconds)}`;
  const where = restoredIn === undefined ? '' : ` in ${placeOf(restoredIn.id)}`;
  const back =
    seconds === undefined
      ? `when what was lost is back (${promise})`
      : `${formatDuration(Math.round(seconds))}${where}${sum === '' ? '' : ` = ${sum}`} (${promise})`;
  const affected = recovery.verdict !== 'unaffected';
  return [
    ...survivors.flatMap((survivor) => detail('load', loadText(survivor, placeOf))),
    ...(movedBy === 'person' ? detail('moved', 'by a person, with a commit; until then nobody answers') : []),
    ...(affected ? [...detail('back in', back), ...detail('meanwhile', meanwhile)] : []),
    ...why.flatMap((text) => detail('breaks', text)),
  ];
}

function detail(label: string, text: string): readonly string[] {
  return wrapped(`  ${label}`.padEnd(LABEL), text);
}

function loadText(
  { tier, rps, running, alive, needed, utilisationAtOnce, utilisationAfter }: Survivor,
  placeOf: PlaceOf,
): string {
  const lost = running === alive ? '' : `, ${alive} of ${running} replicas left`;
  const to = `${grouped(rps)} rps in ${placeOf(tier.cluster.id)}${lost}`;
  const first = `${percent(utilisationAtOnce)} full at first`;
  return `${to}: ${first}; with ${Math.min(needed, tier.maxReplicas)} of ${tier.maxReplicas} replicas ${percent(utilisationAfter)}`;
}
