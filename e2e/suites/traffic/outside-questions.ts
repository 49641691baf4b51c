import type { LocalityHosts } from '../../../lib/simulate/traffic/hosts';
import { trafficPolicy } from '../../../lib/simulate/traffic/locality-policy';
import { assignPriorities } from '../../../lib/simulate/traffic/priorities';
import { selectRules } from '../../../lib/simulate/traffic/select-rule';
import { compareCodePoints } from '../../../lib/core/text';
import { predictedCluster, predictedLines } from './compare-assignment';
import { outsideOwner, type PlacedFleet } from './placed-fleet';
import type { Question } from './question';

/** What the callers' own question is made of, apart from the host. */
export type Asker = Pick<Question, 'cluster' | 'node'> & { readonly namespace: string };

/** The question for the host outside that the callers depend on: its endpoints are no pods, and stand in regions without zones. */
export function outsideQuestion(
  { fleet, model }: PlacedFleet,
  { cluster, node, namespace }: Asker,
): Question {
  const { host, port, regions } = fleet.outside;
  const mesh = model.meshOf(cluster);
  const rules = selectRules({
    host,
    clientNamespace: namespace,
    clientLabels: {},
    serviceNamespace: namespace,
    rootNamespace: mesh.rootNamespace,
    rulesIn: (place) => model.objects(cluster, 'DestinationRule', place),
  });
  const policy = trafficPolicy({ rules, port, mesh, version: model.version });
  const places = [...regions].sort(compareCodePoints).map(outsidePlace);
  const asker = { locality: node.locality, labels: {} };
  return {
    name: `${host} from ${cluster} ${node.locality.zone}`,
    cluster,
    node,
    envoyCluster: `outbound|${String(port)}||${host}`,
    predicted: predictedLines(assignPriorities(places, asker, policy.locality, model.version)),
    predictedCluster: predictedCluster(policy),
  };
}

function outsidePlace(region: string): LocalityHosts {
  const one = { weight: 1, total: 1, healthy: 1, failing: 0, failingInPart: 0 };
  const hosts = [{ ...outsideOwner(region), labels: {}, ...one }];
  return { locality: { region, zone: '' }, hosts, priority: 0, weight: 1 };
}
