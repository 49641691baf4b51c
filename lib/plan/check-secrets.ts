import type { Diagnostic } from '../core/diagnostic';
import type { App } from '../fleet/fleet';
import * as fleetSay from '../fleet/messages';
import * as say from './workload-messages';
import { writtenAt } from './written-at';

type Report = (diagnostic: Diagnostic) => void;

/** Checks that the store of every region where an app or its standby runs holds each of its secrets. */
export function checkSecrets(app: App, report: Report): void {
  const unsaid = new Set<string>();
  for (const cluster of app.clusters) {
    const { secrets } = app.in(cluster).facets.runtime;
    for (const [index, { name, from, regions }] of secrets.entries()) {
      if (regions === undefined) unsaid.add(name);
      else if (!regions.includes(cluster.region))
        report(
          say.secretNotThere({
            at: writtenAt(app, cluster, ['runtime', 'secrets', index, 'regions']),
            app: app.name,
            cluster: cluster.id,
            region: cluster.region,
            entry: from,
            regions,
          }),
        );
    }
  }
  // With one region there is no copy to forget.
  if (unsaid.size === 0 || new Set(app.regions).size < 2) return;
  report(
    fleetSay.missingFact({
      at: app.files.contract.at(['application', 'runtime', 'secrets']),
      subject: app.name,
      field: 'runtime.secrets[].regions',
      effect: `Whether a standby finds ${[...unsaid].join(', ')} in the store of its own region cannot be checked.`,
      remedy: 'Add "regions": those whose stores hold a copy.',
    }),
  );
}
