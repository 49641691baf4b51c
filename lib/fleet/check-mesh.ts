import type { FleetInput } from '../config/fleet-schema';
import type { Located } from '../config/located';
import type { Diagnostic } from '../core/diagnostic';
import { nearest } from '../core/text';
import * as say from './messages';
import { reportRepeats } from './report-repeats';
import { TARGET_VERSIONS } from './versions';

type Report = (diagnostic: Diagnostic) => void;

/** Checks what fleet.yaml says of the mesh: that its names are known, and that the output fits its releases. */
export function checkMesh(fleet: Located<FleetInput>, report: Report): void {
  const { mesh, registries, rings } = fleet.value;
  const { registry } = mesh;
  const hosts = registries.map(({ name }) => name);
  if (registry !== undefined && !hosts.includes(registry))
    report(unknown('registry', registry, hosts, fleet.at(['mesh', 'registry'])));
  const names = rings.map(({ name }) => name);
  for (const ring of Object.keys(mesh.revisions)) {
    if (!names.includes(ring)) report(unknown('ring', ring, names, fleet.atKey(['mesh', 'revisions', ring])));
    checkRevisions(ring, fleet, report);
  }
}

function unknown(what: string, name: string, known: readonly string[], at: Diagnostic['at']): Diagnostic {
  return say.unknownReference({ at, what, name, suggestion: nearest(name, known), known });
}

/** The release after the target is taken too, because it is installed beside the old one before anything else moves. */
function checkRevisions(ring: string, fleet: Located<FleetInput>, report: Report): void {
  const revisions = fleet.value.mesh.revisions[ring];
  if (revisions === undefined) return;
  const { active, installed = [active] } = revisions;
  const minors = [TARGET_VERSIONS.istio, minorAfter(TARGET_VERSIONS.istio)];
  const path = ['mesh', 'revisions', ring] as const;
  const onlyActive = revisions.installed === undefined;
  for (const [index, version] of installed.entries()) {
    if (minors.some((minor) => version.startsWith(`${minor}.`))) continue;
    const at = fleet.at(onlyActive ? [...path, 'active'] : [...path, 'installed', index]);
    const supported = minors.map((minor) => `a ${minor}`).join(' or ');
    report(say.unsupportedVersion({ at, what: 'Istio', version, supported }));
  }
  reportRepeats(installed, 'release', (index) => fleet.at([...path, 'installed', index]), report);
  if (!installed.includes(active))
    report(unknown('installed release', active, installed, fleet.at([...path, 'active'])));
}

function minorAfter(version: string): string {
  const [major = '', minor = ''] = version.split('.');
  return `${major}.${Number(minor) + 1}`;
}
