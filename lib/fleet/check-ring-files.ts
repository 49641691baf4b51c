import type { Inputs } from '../config/inputs';
import type { Located } from '../config/located';
import type { VersionsInput } from '../config/versions-schema';
import type { Diagnostic, Position } from '../core/diagnostic';
import { listed, nearest } from '../core/text';
import { ADD_ONS, appRelease, minorOf } from './add-ons';
import { CHART_VERSIONS, type ChartName } from './chart-versions';
import { minorAfter } from './minor-release';
import * as say from './messages';
import { reportRepeats } from './report-repeats';
import { chartUnchecked } from './version-messages';
import { KUBERNETES_MINORS, TARGET_VERSIONS } from './versions';

type Report = (diagnostic: Diagnostic) => void;

/** Checks the files under versions/: every name is known, and the output fits what they ask for. */
export function checkRingFiles({ fleet, versions, clusters }: Inputs, report: Report): void {
  const rings = fleet.value.rings.map(({ name }) => name);
  const charts = Object.keys(CHART_VERSIONS);
  for (const file of versions) {
    const { ring } = file.value;
    if (!rings.includes(ring)) report(unknown('ring', ring, rings, file.at(['ring'])));
    if (hasKubernetes(file)) checkKubernetes(file.value.kubernetes, () => file.at(['kubernetes']), report);
    for (const [chart, release] of Object.entries(file.value.charts)) {
      if (isChart(chart)) checkDefinitions(chart, release, file, report);
      else report(unknown('chart', chart, charts, file.atKey(['charts', chart])));
    }
    checkIstio(file, report);
  }
  for (const cluster of clusters) {
    const { kubernetesVersion } = cluster.value;
    if (kubernetesVersion !== undefined)
      checkKubernetes(kubernetesVersion, () => cluster.at(['kubernetesVersion']), report);
  }
}

function isChart(name: string): name is ChartName {
  return Object.hasOwn(CHART_VERSIONS, name);
}

/** Of a chart whose definitions our objects are written for, another minor release of what it installs is not what was checked. */
function checkDefinitions(
  chart: ChartName,
  release: string,
  file: Located<VersionsInput>,
  report: Report,
): void {
  if (ADD_ONS[chart].definitions === undefined) return;
  const builtIn = CHART_VERSIONS[chart];
  const checked = appRelease(chart, builtIn) ?? builtIn;
  const installs = appRelease(chart, release);
  if (installs !== undefined && minorOf(installs) === minorOf(checked)) return;
  const at = file.at(['charts', chart]);
  report(chartUnchecked({ at, chart, release, installs, builtIn, checked }));
}

/** A release that is not written is the target, and that is supported. */
function hasKubernetes({ raw }: Located<VersionsInput>): boolean {
  return Object.hasOwn(raw as object, 'kubernetes');
}

function unknown(what: string, name: string, known: readonly string[], at: Position): Diagnostic {
  return say.unknownReference({ at, what, name, suggestion: nearest(name, known), known });
}

function checkKubernetes(version: string, at: () => Position, report: Report): void {
  if (KUBERNETES_MINORS.some((minor) => minor === version)) return;
  const supported = listed(KUBERNETES_MINORS, 'or');
  report(say.unsupportedVersion({ at: at(), what: 'Kubernetes', version, supported }));
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
