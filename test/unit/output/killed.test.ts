import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildSync } from 'esbuild';
import { writeTree } from '../../../lib/output/write-tree';
import { snapshot, temporaryOutput, written } from './temporary-output';
import { faultsOf, hasLeftover, twoOutputs } from './two-outputs';

const KILLS = 200;
const LANES = 2;
const FILES = 40;
const LONGEST_LIFE_MS = 40;

interface Tally {
  kills: number;
  /** Kills that struck between one output and the other. */
  between: number;
  readonly faults: string[];
}

async function killOne(child: string, root: string): Promise<void> {
  const running = spawn(process.execPath, [child, root, String(FILES)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(running.stdout, 'data');
  await sleep(Math.random() * LONGEST_LIFE_MS);
  running.kill('SIGKILL');
  const [, signal] = (await once(running, 'exit')) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');
}

async function lane(child: string, tally: Tally): Promise<void> {
  const output = temporaryOutput();
  const trees = twoOutputs(FILES);
  const ends = trees.map((tree) => JSON.stringify(written(tree)));
  writeTree({ root: output.root, tree: trees[0], mode: 'write' });
  while (tally.kills++ < KILLS) {
    await killOne(child, output.root);
    tally.faults.push(...faultsOf(output.root, trees));
    if (hasLeftover(output.root) || !ends.includes(JSON.stringify(snapshot(output.root)))) tally.between++;
    const { findings } = writeTree({
      root: output.root,
      tree: trees[0],
      mode: 'write',
      allowMassDelete: true,
    });
    expect(findings).toEqual([]);
    expect(snapshot(output.root)).toEqual(written(trees[0]));
  }
  output.remove();
}

describe('a run that is killed at a random moment, two hundred times', () => {
  it('leaves every file whole and listed, and the next run ends byte-equal', async () => {
    const place = temporaryOutput();
    const child = join(place.folder, 'killed-child.cjs');
    const entry = resolve('test/unit/output/killed-child.ts');
    buildSync({ entryPoints: [entry], outfile: child, bundle: true, platform: 'node', logLevel: 'error' });
    const tally: Tally = { kills: 0, between: 0, faults: [] };
    await Promise.all(Array.from({ length: LANES }, () => lane(child, tally)));
    place.remove();
    expect(tally.faults).toEqual([]);
    expect(tally.between).toBeGreaterThan(KILLS / 4);
  }, 400_000);
});
