import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sortedUnique } from '../../lib/core/text';
import { fetchModule } from './go-modules';
import { EMITTED_KINDS } from './kinds';
import { PINS, type ModulePin, type PinName } from './pins';
import { findCrd, readCrds, type Crd } from './read-crds';

/** The folder of definitions written from public documentation, for kinds that no pinned module serves. */
const DOCUMENTED = 'scripts/import/documented';

/** The definition of every emitted kind that is a custom resource, in the order of the list of kinds. */
export function emittedCrds(root: string): Crd[] {
  const custom = EMITTED_KINDS.filter((kind) => kind.from !== 'kubernetes');
  const read = new Map<string, readonly Crd[]>();
  for (const name of sortedUnique(custom.map((kind) => kind.from))) {
    read.set(name, readCrds(crdPaths(root, name as PinName | 'documented')));
  }
  return custom.map((kind) => findCrd(read.get(kind.from) ?? [], kind));
}

function crdPaths(root: string, name: PinName | 'documented'): string[] {
  if (name === 'documented') {
    const folder = join(root, DOCUMENTED);
    return existsSync(folder) ? [folder] : [];
  }
  const pin: ModulePin = PINS[name];
  const folder = fetchModule(pin);
  return (pin.crds ?? []).map((path) => join(folder, path));
}
