import type { Diagnostic, Position } from '../core/diagnostic';
import { nearest } from '../core/text';
import type { App, Cluster, Fleet } from '../fleet/fleet';
import type { TelemetryProfile } from '../fleet/telemetry/profile';
import * as say from './observability-messages';
import { isCallable } from './placement';
import { factorText, thresholdOf, unreachableRate } from './telemetry/burn-rates';
import { writtenAt } from './written-at';

type Report = (diagnostic: Diagnostic) => void;

/** Checks that what an app wants to be measured can be, and that every alert on its promise can fire. */
export function checkObservability(
  { telemetryProfiles }: Pick<Fleet, 'telemetryProfiles'>,
  app: App,
  report: Report,
): void {
  const reported = new Set<string>();
  // What holds in all clusters is said once.
  const once: Report = (diagnostic) => {
    const key = `${diagnostic.code} ${diagnostic.message}`;
    if (!reported.has(key)) report(diagnostic);
    reported.add(key);
  };
  for (const cluster of app.clusters) checkIn(telemetryProfiles, app, cluster, once);
}

function checkIn(profiles: Fleet['telemetryProfiles'], app: App, cluster: Cluster, report: Report): void {
  const { telemetryProfile } = app.in(cluster).facets.observability;
  const profile = profiles.get(telemetryProfile);
  checkMetricsPort(app, cluster, report);
  if (profile === undefined) {
    const known = [...profiles.keys()];
    report(
      say.unknownProfile({
        at: writtenAt(app, cluster, ['observability', 'telemetryProfile']),
        field: 'telemetryProfile',
        profile: telemetryProfile,
        suggestion: nearest(telemetryProfile, known),
        known,
      }),
    );
  } else checkObjective(app, cluster, profile, report);
}

function checkMetricsPort(app: App, cluster: Cluster, report: Report): void {
  const { metrics } = app.in(cluster).facets.observability;
  const known = app.facets.runtime.ports.map(({ name }) => name);
  if (metrics === undefined || known.includes(metrics.port)) return;
  const at = writtenAt(app, cluster, ['observability', 'metrics', 'port']);
  const suggestion = nearest(metrics.port, known);
  report(say.metricsPortUnknown({ at, app: app.name, port: metrics.port, suggestion, known }));
}

/** Below it the fastest rate needs all requests to fail: 100 × (1 − 1 ÷ 14.4) is 93.0556. */
const LOWEST_PERCENT = '93.06';

function checkObjective(app: App, cluster: Cluster, profile: TelemetryProfile, report: Report): void {
  const { sloPercent: slo } = app.in(cluster).facets.observability;
  if (slo === undefined) return;
  const at = (): Position => writtenAt(app, cluster, ['observability', 'slo']);
  const rate = unreachableRate(slo);
  if (slo === 100) report(say.sloWithoutBudget({ at: at(), app: app.name }));
  if (rate !== undefined) {
    const threshold = thresholdOf(slo, rate);
    const [factor, window] = [factorText(rate), rate.long];
    report(
      say.sloUnreachable({ at: at(), app: app.name, slo, factor, window, threshold, lowest: LOWEST_PERCENT }),
    );
  }
  const unmeasured = unmeasuredFor(app, cluster, profile);
  if (unmeasured !== undefined) report(say.sloUnmeasured({ at: at(), app: app.name, ...unmeasured }));
}

/** Why nobody could count the requests of an app in a cluster, and what to do about it; undefined where somebody can. */
function unmeasuredFor(
  app: App,
  cluster: Cluster,
  { measures }: TelemetryProfile,
): { readonly problem: string; readonly remedy: string } | undefined {
  const { telemetryProfile, metrics } = app.in(cluster).facets.observability;
  if (measures === 'nothing')
    return {
      problem: `its telemetry profile "${telemetryProfile}" counts none`,
      remedy: 'Choose a profile that does, such as standard-http-service, or take the slo out.',
    };
  if (!isCallable(app))
    return {
      problem: 'nobody can call it',
      remedy: 'Expose a port, or take the slo out.',
    };
  if (!app.facets.runtime.ports.some(({ protocol }) => protocol === measures))
    return {
      problem: `its telemetry profile "${telemetryProfile}" counts ${measures}, which none of its ports speaks`,
      remedy: 'Choose the profile of the protocol that it speaks, or take the slo out.',
    };
  if (cluster.mesh === 'none' && metrics === undefined)
    return {
      problem: `in ${cluster.id}, which is outside the mesh, nobody counts requests but the app itself`,
      remedy: 'Say under "metrics" where it shows its own, or take the slo out.',
    };
  return undefined;
}
