import type { FleetInput } from '../config/fleet-schema';
import type { Located, Path } from '../config/located';
import type { Diagnostic, Position } from '../core/diagnostic';
import { nearest } from '../core/text';
import { issuerWithoutZone } from './certificate-messages';
import type { Cluster } from './fleet';
import { baselineLayers } from './fleet-layers';
import { layerPosition, layerSets, layersFor } from './layers';
import { unknownReference } from './messages';

type Report = (diagnostic: Diagnostic) => void;

/** Reports issuers that could prove nothing, and certificates that are asked for from an issuer that is not there. */
export function checkIssuers(clusters: readonly Cluster[], fleet: Located<FleetInput>, report: Report): void {
  const said = new Set<string>();
  const once = (diagnostic: Diagnostic): void => {
    const key = `${diagnostic.message} ${JSON.stringify(diagnostic.at ?? null)}`;
    if (!said.has(key)) report(diagnostic);
    said.add(key);
  };
  for (const cluster of clusters) checkCluster(cluster, fleet, once);
}

function checkCluster(cluster: Cluster, fleet: Located<FleetInput>, report: Report): void {
  const { install, issuers } = cluster.baseline['cert-manager'];
  // Somebody else's issuers are nobody's to know here.
  if (!install) return;
  const known = Object.keys(issuers);
  if (fleet.value.dnsZone === undefined)
    for (const issuer of known)
      report(
        issuerWithoutZone({ at: whereSet(cluster, fleet, ['cert-manager', 'issuers', issuer]), issuer }),
      );
  const { certificateIssuer: name } = cluster.baseline['ingress-gateway'];
  if (cluster.mesh === 'none' || name === undefined || known.includes(name)) return;
  report(
    unknownReference({
      at: whereSet(cluster, fleet, ['ingress-gateway', 'certificateIssuer']),
      what: 'issuer',
      name,
      within: `in ${cluster.id}`,
      suggestion: nearest(name, known),
      known,
    }),
  );
}

/** Where the value that counts in a cluster was written. */
function whereSet(cluster: Cluster, fleet: Located<FleetInput>, path: Path): Position | undefined {
  const setting = layersFor(baselineLayers(fleet), cluster).filter(
    (layer) => layerSets(layer, path) !== undefined,
  );
  const last = setting.at(-1);
  return last && layerPosition(last, path);
}
