import { readFileSync, statfsSync } from 'node:fs';
import { cpus, loadavg, release, type } from 'node:os';
import { join } from 'node:path';

/** Lines on where a run took place: versions, machine, and how noisy it was. `folder` is where the files were written. */
export function surroundings(
  repository: string,
  folder: string,
  calibrations: readonly number[],
): readonly string[] {
  const version = (name: string): string => packageVersion(repository, name);
  const cores = cpus();
  return [
    `node ${process.versions.node}, cdk8s ${version('cdk8s')}, cdk8s-cli ${version('cdk8s-cli')}, cdk8s-plus-30 ${version('cdk8s-plus-30')}, constructs ${version('constructs')}, yaml ${version('yaml')}, zod ${version('zod')}`,
    `${type()} ${release()}, ${cores.length} cores (${cores[0]?.model.trim() ?? 'unknown'}), files on ${fileSystemOf(folder)}`,
    noise(calibrations),
  ];
}

/** How far a fixed loop was from its best, over a whole run. */
export function noise(calibrations: readonly number[]): string {
  const sorted = [...calibrations].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? NaN;
  const by = (share: number): string => `${(at(share) / at(0)).toFixed(2)} ×`;
  return `noise: a fixed loop took ${at(0).toFixed(1)} ms at best, ${by(0.5)} that at the median, ${by(0.9)} at the ninth decile, ${by(1)} at worst; load average ${loadavg()[0]?.toFixed(1)}`;
}

const FILE_SYSTEMS: Readonly<Record<number, string>> = {
  0xef53: 'ext4',
  0x1021994: 'tmpfs',
  0x58465342: 'XFS',
  0x9123683e: 'Btrfs',
  0x794c7630: 'overlayfs',
};

function fileSystemOf(folder: string): string {
  const { type: magic } = statfsSync(folder);
  return FILE_SYSTEMS[magic] ?? `file system 0x${magic.toString(16)}`;
}

function packageVersion(repository: string, name: string): string {
  const text = readFileSync(join(repository, 'node_modules', name, 'package.json'), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}
