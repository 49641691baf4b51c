import type { OutputTree } from '../../../lib/output/output-tree';
import { nodeFileSystem, writeTree } from '../../../lib/output/write-tree';
import { CHANGING_CALLS, faultyFileSystem, READING_CALLS, type Fault } from '../../support/fault-fs';
import { snapshot, temporaryOutput, written } from './temporary-output';
import { faultsOf, hasLeftover, twoOutputs } from './two-outputs';

const [FIRST, SECOND] = twoOutputs(7);

interface Attempt {
  readonly root: string;
  readonly before: Readonly<Record<string, string>>;
  readonly codes: readonly string[];
}

/** Goes from `from` to `to` with one fault, has `judge` look at what is left, and then lets an unhindered run finish. */
function attempt(from: OutputTree, to: OutputTree, fault: Fault, judge: (attempt: Attempt) => void): void {
  const output = temporaryOutput();
  const base = { root: output.root, mode: 'write', allowMassDelete: true } as const;
  writeTree({ ...base, tree: from });
  const before = snapshot(output.root);
  const { fileSystem } = faultyFileSystem(nodeFileSystem, fault);
  const { findings } = writeTree({ ...base, tree: to, fileSystem });
  judge({ root: output.root, before, codes: findings.map(({ code }) => code) });
  expect(writeTree({ ...base, tree: to }).findings).toEqual([]);
  expect(snapshot(output.root)).toEqual(written(to));
  output.remove();
}

/** How many calls of a kind a run makes. */
function countCalls(from: OutputTree, to: OutputTree, calls: Fault['calls']): number {
  const output = temporaryOutput();
  const base = { root: output.root, mode: 'write', allowMassDelete: true } as const;
  writeTree({ ...base, tree: from });
  const { fileSystem, counted } = faultyFileSystem(nodeFileSystem, { calls, at: 0 });
  writeTree({ ...base, tree: to, fileSystem });
  output.remove();
  return counted();
}

const WAYS: readonly (readonly [string, Partial<Fault>])[] = [
  ['fails alone', {}],
  ['fails with half a file written', { torn: true }],
  ['is the last one, as the process dies', { dies: true }],
  ['is the last one, with half a file written', { dies: true, torn: true }],
];

const EMPTY: OutputTree = new Map();
const ROUTES: readonly (readonly [string, OutputTree, OutputTree])[] = [
  ['from one output to another', FIRST, SECOND],
  ['into nothing', EMPTY, FIRST],
  ['down to nothing', FIRST, EMPTY],
];

describe.each(ROUTES)('a run %s', (_, from, to) => {
  it.each(WAYS)('leaves every file whole and listed wherever a write, rename or removal %s', (__, way) => {
    const total = countCalls(from, to, CHANGING_CALLS);
    expect(total).toBeGreaterThan(20);
    let between = 0;
    for (let at = 1; at <= total; at++) {
      attempt(from, to, { calls: CHANGING_CALLS, at, ...way }, ({ root, before, codes }) => {
        expect(codes).toEqual(['output/io-failed']);
        expect(faultsOf(root, [from, to])).toEqual([]);
        if (hasLeftover(root) || JSON.stringify(snapshot(root)) !== JSON.stringify(before)) between++;
      });
    }
    // Most stops lie between the old output and the new, so that there is something to find.
    expect(between).toBeGreaterThan(total / 2);
  });

  it('writes nothing where anything cannot be read', () => {
    const total = countCalls(from, to, READING_CALLS);
    for (let at = 1; at <= total; at++) {
      attempt(from, to, { calls: READING_CALLS, at }, ({ root, before, codes }) => {
        expect([codes, snapshot(root)]).toEqual([['output/io-failed'], before]);
      });
    }
  });
});

describe('a fault that is no refusal of the system', () => {
  it('is a bug, and thrown', () => {
    const fileSystem = { ...nodeFileSystem, list: () => undefined as never };
    const output = temporaryOutput();
    writeTree({ root: output.root, tree: FIRST, mode: 'write' });
    expect(() => writeTree({ root: output.root, tree: FIRST, mode: 'write', fileSystem })).toThrow(TypeError);
    output.remove();
  });
});
