import { execFileSync } from 'node:child_process';
import type { ModulePin } from './pins';

/** The folder of a pinned module in Go's module cache, downloaded first where needed; throws on another hash. */
export function fetchModule(pin: ModulePin): string {
  const target = `${pin.module}@${pin.version}`;
  const output = execFileSync('go', ['mod', 'download', '-json', target], {
    encoding: 'utf8',
    env: { ...process.env, GO111MODULE: 'on', GOFLAGS: '-mod=mod' },
  });
  const { Dir, Sum } = JSON.parse(output) as { Dir: string; Sum: string };
  if (Sum !== pin.sum) throw new Error(`${target} has the hash ${Sum}, but ${pin.sum} is pinned.`);
  return Dir;
}

/** True where a Go toolchain is installed. */
export function goExists(): boolean {
  try {
    execFileSync('go', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
