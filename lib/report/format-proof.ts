import { counted, listed } from '../core/text';
import { formatDuration } from '../core/units';
import type { Fleet } from '../fleet/fleet';
import type { LineVerdict, ProofLine } from '../prove/line';
import type { Proof, ProofBlock } from '../prove/prove';
import { grouped, percent } from './figures';
import { harmless } from './harmless';
import type { Paint } from './paint';
import { placeNames } from './places';
import { wrapped } from './wrap';

type PlaceOf = (cluster: string) => string;
type Cells = readonly string[];

const HEADINGS: Cells = ['verdict', 'application', 'requests', 'rps', 'replicas', 'back in'];
const INDENT = ' '.repeat(10);

/** The whole proof for people: a block a loss, a line an application. Loads are those of the declared peak, with growth. */
export function formatProof(proof: Proof, fleet: Fleet, paint: Paint): string {
  const placeOf = placeNames(fleet.clusters);
  const now = proof.daily.flatMap(({ why }) => why.flatMap((text) => wrapped('breaks    ', text)));
  const today = now.length === 0 ? '' : `${paint.strong('while nothing is lost')}\n${now.join('\n')}\n\n`;
  const blocks = proof.blocks.map((block) => ({ block, rows: tableOf(block, fleet, placeOf) }));
  const cells = blocks.flatMap(({ rows }) => rows.flatMap((row) => row.cells));
  const widths = HEADINGS.map((heading, column) =>
    Math.max(heading.length, ...cells.map((row) => row[column]?.length ?? 0)),
  );
  const all = blocks.map(({ block, rows }) => `${formatBlock(block, rows, widths, paint)}\n\n`);
  const missing =
    proof.unserved.length === 0
      ? []
      : wrapped('', `Not in it, for want of calls or of a release: ${listed(proof.unserved)}.`);
  return `${today}${all.join('')}${[...wrapped('', summaryOf(proof.blocks)), ...missing].join('\n')}\n`;
}

interface TableRow {
  readonly line: ProofLine;
  /** A row for each place that takes over. */
  readonly cells: readonly Cells[];
}

function tableOf(block: ProofBlock, fleet: Fleet, placeOf: PlaceOf): readonly TableRow[] {
  const concerned = block.lines.filter(({ verdict }) => verdict !== 'unaffected');
  return concerned.map((line) => ({ line, cells: rowsOf(line, block, fleet, placeOf) }));
}

function formatBlock(
  { name, also, declared, lines }: ProofBlock,
  rows: readonly TableRow[],
  widths: readonly number[],
  paint: Paint,
): string {
  const others = lines.filter(({ verdict }) => verdict === 'unaffected').map(({ app }) => app);
  const shown = rows.flatMap(({ line, cells }) => [
    ...cells.map((row, at) => painted(aligned(row, widths), at === 0 ? line.verdict : undefined, paint)),
    ...line.why.flatMap((why) => wrapped(INDENT, why)),
  ]);
  const promise = declared ? '' : ', which "survive" in fleet.yaml does not name';
  return [
    ...wrapped('', `${[name, ...also].join(', which is ')} is lost${promise}`).map(paint.strong),
    ...(rows.length === 0 ? [] : [paint.faint(aligned(HEADINGS, widths))]),
    ...shown,
    ...(others.length === 0 ? [] : wrapped(`${INDENT}not affected: `, others.join(', '))),
  ].join('\n');
}

/** Figures stand to the right of their columns. */
function aligned(cells: Cells, widths: readonly number[]): string {
  return cells
    .map((cell, column) => {
      const clean = harmless(cell);
      const width = widths[column] ?? 0;
      return column === 3 || column === 4 ? clean.padStart(width) : clean.padEnd(width);
    })
    .join('  ')
    .trimEnd();
}

function painted(text: string, verdict: LineVerdict | undefined, paint: Paint): string {
  if (verdict === 'breaks') return paint.error(text);
  return verdict === 'away' || verdict === 'unproven' ? paint.warning(text) : text;
}

/** A row for each place that takes over; the first has the application's name. */
function rowsOf(line: ProofLine, { loss }: ProofBlock, fleet: Fleet, placeOf: PlaceOf): readonly Cells[] {
  const { app, verdict, moves, survivors, recovery, movedBy } = line;
  const growth = fleet.objective.growthFactor;
  const targets = [...new Set([...moves.map(({ to }) => to), ...survivors.map(({ tier }) => tier.cluster)])];
  const back = backIn(line);
  const rows = targets.map((target): Cells => {
    const here = moves.filter(({ to }) => to === target);
    const rps = here.reduce((sum, move) => sum + (move.rps ?? 0), 0) * growth;
    const from = [...new Set(here.map((move) => placeOf(move.from.id)))].join(', ');
    const way = from === '' ? `stay in ${placeOf(target.id)}` : `${from} → ${placeOf(target.id)}`;
    const survivor = survivors.find(({ tier }) => tier.cluster === target);
    return [
      `${way}${movedBy === 'person' ? ' by hand' : ''}`,
      from === '' ? '' : survivor === undefined ? percent(here[0]?.share ?? 0) : `+${grouped(rps)}`,
      survivor === undefined
        ? 'no load'
        : `${Math.min(survivor.needed, survivor.tier.maxReplicas)}/${survivor.tier.maxReplicas} ${percent(survivor.utilisationAfter)}`,
    ];
  });
  const waits =
    recovery.restoredIn === undefined ? 'wait for it' : `restored in ${placeOf(recovery.restoredIn.id)}`;
  const zone = loss.clusters.size === 0 ? 'stay there' : waits;
  const [first = [zone, '', verdict === 'unproven' ? 'no load' : ''], ...rest] = rows;
  return [[verdict, app, ...first, back], ...rest.map((cells) => ['', '', ...cells])];
}

function backIn({ recovery }: ProofLine): string {
  const { seconds, rtoSeconds } = recovery;
  if (seconds === undefined) return '–';
  const promised = rtoSeconds === undefined ? '' : ` of ${formatDuration(rtoSeconds)}`;
  return `${formatDuration(Math.round(seconds))}${promised}`;
}

function summaryOf(blocks: readonly ProofBlock[]): string {
  const declared = blocks.filter((block) => block.declared).flatMap(({ lines }) => lines);
  const count = (verdict: LineVerdict): number => declared.filter((line) => line.verdict === verdict).length;
  const parts = [
    `${count('holds')} hold`,
    `${count('unproven')} unproven for want of a load`,
    `${count('away')} away until it is back`,
    `${count('breaks')} break`,
  ];
  const losses = blocks.filter((block) => block.declared).length;
  return `${counted(losses, 'loss', 'losses')} to survive: ${parts.join(', ')}; ${count('unaffected')} not affected.`;
}
