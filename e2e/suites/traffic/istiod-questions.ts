import { listOf, valueAt } from '../../../lib/core/json';
import type { Manifest } from '../../../lib/core/manifest';
import type { Client } from '../../../lib/simulate/traffic/host-traffic';
import { sentTo, sightOf } from '../../../lib/simulate/traffic/sight';
import type { Istiod } from '../../harness/istiod';
import { mapLimited } from '../../harness/map-limited';
import { connectIstiod, openDiscovery } from '../../harness/traffic/discovery-client';
import { readAssignment, readCluster } from '../../harness/traffic/read-resources';
import {
  lineDifferences,
  predictedCluster,
  predictedLines,
  sentCluster,
  sentLines,
} from './compare-assignment';
import { outsideQuestion } from './outside-questions';
import type { Addresses, PlacedFleet } from './placed-fleet';
import type { Question } from './question';
import type { RandomFleet } from './random-fleet';

const AT_ONCE = 12;

/** The questions of every client of a fleet, one for each zone that it may be in. */
export function questionsOf(placed: PlacedFleet): readonly Question[] {
  return placed.traffic.clients().flatMap((client) => {
    const questions = questionsFrom(placed, client);
    const calls = isCaller(placed.fleet, client);
    const outside = questions.map((question) =>
      outsideQuestion(placed, { ...question, namespace: client.namespace }),
    );
    return calls ? [...questions, ...outside] : questions;
  });
}

/** Beside a host that nobody calls in a cluster a pod of its own namespace is asked for. */
function isCaller({ host }: RandomFleet, { namespace }: Client): boolean {
  return !host.endsWith(`.${namespace}.svc.cluster.local`);
}

function questionsFrom({ fleet, model, traffic, remains }: PlacedFleet, client: Client): readonly Question[] {
  const cluster = model.clusters.find(({ id }) => id === client.cluster);
  if (cluster === undefined) return [];
  const setting = traffic.settingOf(client);
  const sent = sentTo(model, sightOf(client, setting, cluster.zones, remains));
  const [name = '', home = ''] = fleet.host.split('.');
  const port = model.endpointsOf(fleet.host)?.services.get(cluster.id);
  return cluster.zones.map((zone, index) => ({
    name: `${fleet.host} from ${cluster.id} ${zone}`,
    cluster: cluster.id,
    node: {
      id: `sidecar~10.99.${String(index)}.1~${client.namespace}-${zone}.${client.namespace}~${client.namespace}.svc.cluster.local`,
      locality: { region: cluster.region, zone },
      metadata: {
        NAME: `${client.namespace}-${zone}`,
        NAMESPACE: client.namespace,
        CLUSTER_ID: cluster.id,
        NETWORK: cluster.meshNetwork,
        ISTIO_VERSION: '1.31.1',
        LABELS: labelsOf(fleet, client),
      },
    },
    envoyCluster: `outbound|${String(portOf(port))}||${name}.${home}.svc.cluster.local`,
    predicted: predictedLines(sent[index] ?? []),
    predictedCluster: predictedCluster(setting.policy),
  }));
}

/** A caller carries the labels by which its Sidecar finds it; a pod of no app has none. */
function labelsOf(fleet: RandomFleet, client: Client): Readonly<Record<string, string>> {
  return isCaller(fleet, client) ? { 'app.kubernetes.io/name': client.namespace } : {};
}

function portOf(service: Manifest | undefined): number {
  return Number(valueAt(listOf(valueAt(service?.['spec'] ?? null, 'ports'))[0] ?? null, 'port') ?? 0);
}

/** A question that was answered otherwise. */
export interface Difference {
  readonly question: Question;
  readonly text: string;
}

/** Asks every question, and says where an answer is another than the model's. */
export async function differences(
  istiods: ReadonlyMap<string, Istiod>,
  questions: readonly Question[],
  addresses: Addresses,
): Promise<readonly Difference[]> {
  const sessions = new Map([...istiods].map(([id, istiod]) => [id, connectIstiod(istiod.xdsPort)]));
  const found = await mapLimited(questions, AT_ONCE, async (question) => {
    const session = sessions.get(question.cluster);
    if (session === undefined) throw new Error(`no istiod of ${question.cluster}`);
    const discovery = openDiscovery(session, question.node);
    const clusters = await discovery.ask('envoy.config.cluster.v3.Cluster', []);
    const cluster = clusters.map(readCluster).find(({ name }) => name === question.envoyCluster);
    const [assignment] = await discovery.ask('envoy.config.endpoint.v3.ClusterLoadAssignment', [
      question.envoyCluster,
    ]);
    discovery.close();
    const lines = assignment === undefined ? [] : sentLines(readAssignment(assignment), addresses.ownerOf);
    const apart = [
      ...lineDifferences(question.predicted, lines),
      ...lineDifferences([question.predictedCluster], [sentCluster(cluster)]),
    ];
    return apart.length === 0 ? [] : [{ question, text: [question.name, ...apart].join('\n') }];
  });
  for (const session of sessions.values()) session.close();
  return found.flat();
}
