import type { FleetInput } from '../config/fleet-schema';
import type { Located } from '../config/located';
import type { Diagnostic } from '../core/diagnostic';
import { nearest } from '../core/text';
import * as say from './messages';

/** Checks what fleet.yaml says of the mesh: that the names in it are known. */
export function checkMesh(fleet: Located<FleetInput>, report: (diagnostic: Diagnostic) => void): void {
  const { registry } = fleet.value.mesh;
  const known = fleet.value.registries.map(({ name }) => name);
  if (registry === undefined || known.includes(registry)) return;
  const at = fleet.at(['mesh', 'registry']);
  const suggestion = nearest(registry, known);
  report(say.unknownReference({ at, what: 'registry', name: registry, suggestion, known }));
}
