import type { Inputs } from '../config/inputs';
import type { Located } from '../config/located';
import type { VersionsInput } from '../config/versions-schema';
import type { Diagnostic, Position } from '../core/diagnostic';
import { listed, nearest } from '../core/text';
import { CHART_VERSIONS } from './chart-versions';
import { minorAfter } from './minor-release';
import * as say from './messages';
import { reportRepeats } from './report-repeats';
import { KUBERNETES_MINORS, TARGET_VERSIONS } from './versions';

type Report = (diagnostic: Diagnostic) => void;

/** Checks the files under versions/: every name is known, and the output fits what they ask for. */
export function checkRingFiles({ fleet, versions, clusters }: Inputs, report: Report): void {
  const rings = fleet.value.rings.map(({ name }) => name);
  const charts = Object.keys(CHART_VERSIONS);
  for (const file of versions) {
    const { ring } = file.value;
    if (!rings.includes(ring)) report(unknown('ring', ring, rings, file.at(['ring'])));
    if (hasKubernetes(file)) checkKubernetes(file.value.kubernetes, file.at(['kubernetes']), report);
    for (const chart of Object.keys(file.value.charts)) {
      if (!charts.includes(chart)) report(unknown('chart', chart, charts, file.atKey(['charts', chart])));
    }
    checkIstio(file, report);
  }
  for (const cluster of clusters) {
    const { kubernetesVersion } = cluster.value;
    if (kubernetesVersion !== undefined)
      checkKubernetes(kubernetesVersion, cluster.at(['kubernetesVersion']), report);
  }
}

/** A release that is not written is the target, and that is supported. */
function hasKubernetes({ raw }: Located<VersionsInput>): boolean {
  return Object.hasOwn(raw as object, 'kubernetes');
}

function unknown(what: string, name: string, known: readonly string[], at: Position): Diagnostic {
  return say.unknownReference({ at, what, name, suggestion: nearest(name, known), known });
}

function checkKubernetes(version: string, at: Position, report: Report): void {
  if (KUBERNETES_MINORS.some((minor) => minor === version)) return;
  const supported = listed(KUBERNETES_MINORS, 'or');
  report(say.unsupportedVersion({ at, what: 'Kubernetes', version, supported }));
}

/** The release after the target is taken too, because it is installed beside the old one before anything else moves. */
function checkIstio(file: Located<VersionsInput>, report: Report): void {
  const { istio } = file.value;
  if (istio === undefined) return;
  const { active, installed = [active] } = istio;
  const minors = [TARGET_VERSIONS.istio, minorAfter(TARGET_VERSIONS.istio)];
  const onlyActive = istio.installed === undefined;
  const place = (index: number): Position =>
    file.at(onlyActive ? ['istio', 'active'] : ['istio', 'installed', index]);
  for (const [index, version] of installed.entries()) {
    if (minors.some((minor) => version.startsWith(`${minor}.`))) continue;
    const supported = minors.map((minor) => `a ${minor}`).join(' or ');
    report(say.unsupportedVersion({ at: place(index), what: 'Istio', version, supported }));
  }
  reportRepeats(installed, 'release', place, report);
  if (!installed.includes(active))
    report(unknown('installed release', active, installed, file.at(['istio', 'active'])));
}
