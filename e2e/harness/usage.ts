import { readFileSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

/** What a run has taken of its machine. */
export interface Usage {
  /** The most memory that its processes held at one time, in bytes; what they share counts once. */
  readonly peakMemory: () => number;
  /** Seconds of processor time by program, most first. */
  readonly seconds: () => readonly (readonly [program: string, seconds: number])[];
}

/** One process, as the kernel tells of it. */
interface Row {
  readonly pid: number;
  readonly parent: number;
  /** Processor time of its own and of its children that are gone. */
  readonly seconds: number;
  /** Pages of memory, those that it shares among them. */
  readonly pages: number;
}

/** What runs under a process id; undefined where no server does. */
export type ProgramOf = (pid: number) => string | undefined;

const SAMPLE_MS = 2_000;
/** The clock of /proc ticks at this rate on every Linux that Node runs on. */
const TICKS = 100;
/** This process, and the commands that it gave. */
const THE_REST = 'the suites themselves';

function rowOf(pid: string): Row | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name before it may hold blanks and brackets.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
    return { pid: Number(pid), parent: Number(fields[1]), seconds: ticks / TICKS, pages: Number(fields[21]) };
  } catch {
    return undefined;
  }
}

function table(): readonly Row[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(rowOf)
    .filter((row) => row !== undefined);
}

/** This process and all below it. */
function family(rows: readonly Row[]): readonly Row[] {
  const children = new Map<number, Row[]>();
  for (const row of rows) children.set(row.parent, [...(children.get(row.parent) ?? []), row]);
  const found = rows.filter(({ pid }) => pid === process.pid);
  for (const row of found) found.push(...(children.get(row.pid) ?? []));
  return found;
}

async function proportionalBytes(pid: number): Promise<number> {
  const text = await readFile(`/proc/${String(pid)}/smaps_rollup`, 'utf8').catch(() => '');
  return Number(/^Pss:\s+(\d+) kB$/m.exec(text)?.[1] ?? 0) * 1024;
}

/** Looks at the processes of this run from now on, until it ends. */
export function measureUsage(programOf: ProgramOf): Usage {
  const seen = new Map<number, readonly [program: string, seconds: number]>();
  let peak = 0;
  let mostPages = 0;
  const sample = async (): Promise<void> => {
    const rows = family(table());
    for (const { pid, seconds } of rows) {
      const program = programOf(pid);
      if (program !== undefined) seen.set(pid, [program, seconds]);
    }
    const pages = rows.reduce((sum, row) => sum + row.pages, 0);
    // To tell what is shared is work for the kernel: it is asked only where there may be a new peak.
    if (pages < mostPages) return;
    mostPages = pages;
    const bytes = await Promise.all(rows.map(({ pid }) => proportionalBytes(pid)));
    peak = Math.max(
      peak,
      bytes.reduce((sum, size) => sum + size, 0),
    );
  };
  const again = (): void => {
    sample().then(
      () => {
        setTimeout(again, SAMPLE_MS).unref();
      },
      () => undefined,
    );
  };
  again();
  return {
    peakMemory: () => peak,
    seconds() {
      const own = rowOf(String(process.pid))?.seconds ?? 0;
      const sums = new Map<string, number>();
      let known = 0;
      for (const [program, seconds] of seen.values()) {
        sums.set(program, (sums.get(program) ?? 0) + seconds);
        known += seconds;
      }
      sums.set(THE_REST, own - known);
      return [...sums].sort(([, a], [, b]) => b - a);
    },
  };
}
