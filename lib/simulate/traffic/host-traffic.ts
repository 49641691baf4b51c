import { sortedUnique } from '../../core/text';
import { readLabelMap, selects, type Labels } from '../label-selector';
import { applyLosses, type Moment, type Remains } from './apply-losses';
import { averageOf, distributionOf, type Distribution } from './distribution';
import { firstPort, hasPort, portName, trafficDistribution, type HostEndpoints } from './endpoint-view';
import { subsetLabels, trafficPolicy, type TrafficPolicy } from './locality-policy';
import { isZoneLost, type Loss } from './loss';
import { selectRules } from './select-rule';
import { sharesAfterEjection, sharesAtFirst } from './shares';
import { assignmentsOf, lookOf, sightOf } from './sight';
import type { TrafficModel } from './traffic-model';
import type { EndpointGroup } from './view';

/** Callers of one namespace in one cluster, spread evenly over its zones. */
export interface Client {
  readonly cluster: string;
  readonly namespace: string;
  /** Labels of the callers' pods. @default none */
  readonly labels?: Labels;
}

/** One host: a full name, as `checkout.shop.svc.cluster.local`. */
export interface Host {
  readonly host: string;
  /** @default - the first port of the Service */
  readonly port?: number;
  readonly subset?: string;
}

/** What holds for a client, whatever is lost. */
export interface Setting {
  /** The policy as a text: equal policies have equal ones. */
  readonly said: string;
  /** The rule that decides, as `<namespace>/<name>`; absent where there is none. */
  readonly rule?: string | undefined;
  readonly policy: TrafficPolicy;
  /** Whether endpoints are the client's to use. */
  readonly serves: (group: EndpointGroup) => boolean;
}

/** One host, asked about one client and one loss at a time. What clients and losses have in common is worked out once. */
export interface HostTraffic {
  /** Every namespace that calls the app, in every cluster that has its Service. */
  readonly clients: () => readonly Client[];
  readonly settingOf: (client: Client) => Setting;
  /** Where a client's requests go: at the first moment, or once all is noticed and ejected; undefined where it is lost itself. */
  readonly distribution: (
    client: Client,
    losses: readonly Loss[],
    moment: Moment,
  ) => Distribution | undefined;
  /** Hosts that Envoy counts for a client while nothing is lost: pods of its own network, and gateways of others. */
  readonly hostsSeen: (client: Client) => number;
}

/** Opens one host to questions; undefined where istiod does not balance it. */
export function hostTraffic(model: TrafficModel, host: Host): HostTraffic | undefined {
  const endpoints = model.endpointsOf(host.host);
  if (endpoints === undefined) return undefined;
  const settings = new Map<Client, Setting>();
  const alike = new Map<string, Setting>();
  const scenes = new Map<readonly Loss[], Map<Moment, Remains>>();
  const known = new Map<Setting, Map<Remains, Distribution | undefined>>();
  const settingOf = (client: Client): Setting => {
    const before = settings.get(client);
    if (before !== undefined) return before;
    const read = readSetting(model, host, endpoints, client);
    const key = JSON.stringify([client.cluster, client.labels, read.rule]);
    const setting = alike.get(key) ?? read;
    alike.set(key, setting);
    settings.set(client, setting);
    return setting;
  };
  const sceneOf = (losses: readonly Loss[], moment: Moment): Remains => {
    const moments = scenes.get(losses) ?? new Map<Moment, Remains>();
    const scene = moments.get(moment) ?? applyLosses(endpoints.groups, model.clusters, losses, moment);
    scenes.set(losses, moments.set(moment, scene));
    return scene;
  };
  return {
    clients: () => clientsOf(model, host.host, endpoints),
    settingOf,
    distribution(client, losses, moment) {
      const scene = sceneOf(losses, moment);
      const setting = settingOf(client);
      const answers = known.get(setting) ?? new Map<Remains, Distribution | undefined>();
      if (answers.has(scene)) return answers.get(scene);
      const shares = moment === 'first' ? sharesAtFirst : sharesAfterEjection;
      const sight = sightOf(client, setting, zonesOf(model, client, losses), scene);
      const answer = model.onceFor(`${moment} ${lookOf(sight)}`, () =>
        averageOf(assignmentsOf(model, sight).map((assignment) => distributionOf(shares(assignment)))),
      );
      known.set(setting, answers.set(scene, answer));
      return answer;
    },
    hostsSeen(client) {
      const zones = zonesOf(model, client, NO_LOSS).slice(0, 1);
      const scene = sceneOf(NO_LOSS, 'first');
      const [first] = assignmentsOf(model, sightOf(client, settingOf(client), zones, scene));
      const hosts = first?.localities.flatMap((locality) => locality.hosts) ?? [];
      return hosts.reduce((sum, { total }) => sum + total, 0);
    },
  };
}

/** Nothing is lost: one list, so that what follows from it is worked out once. */
export const NO_LOSS: readonly Loss[] = [];

/** The zones of a client's cluster that are left. */
function zonesOf({ clusters }: TrafficModel, client: Client, losses: readonly Loss[]): readonly string[] {
  const cluster = clusters.find(({ id }) => id === client.cluster);
  const zones = cluster === undefined || cluster.zones.length === 0 ? [''] : cluster.zones;
  return zones.filter((zone) => cluster === undefined || !isZoneLost(cluster, zone, losses));
}

function readSetting(
  model: TrafficModel,
  { host, port, subset }: Host,
  { namespace, services, anywhere }: HostEndpoints,
  client: Client,
): Setting {
  const mesh = model.meshOf(client.cluster);
  const service = services.get(client.cluster) ?? anywhere;
  const number = port ?? firstPort(service);
  const name = portName(service, number) ?? '';
  const rules = selectRules({
    host,
    clientNamespace: client.namespace,
    clientLabels: client.labels ?? {},
    serviceNamespace: namespace,
    rootNamespace: mesh.rootNamespace,
    rulesIn: (place) => model.objects(client.cluster, 'DestinationRule', place),
  });
  const [labelled] = model.objects(client.cluster, 'Namespace', namespace);
  const outside = new Set(model.clusters.flatMap(({ id, mesh: mode }) => (mode === 'none' ? [id] : [])));
  // Nobody tells a cluster outside the mesh of pods elsewhere, nor anybody elsewhere of its own.
  const local = mesh.isClusterLocal(host) || outside.has(client.cluster);
  const pods = readLabelMap(subsetLabels(rules, subset));
  const [first] = rules;
  const policy = trafficPolicy({
    rules,
    port: number,
    subset,
    trafficDistribution: trafficDistribution(service, labelled),
    mesh,
    version: model.version,
  });
  return {
    said: JSON.stringify(policy),
    rule: first && `${first.metadata.namespace ?? ''}/${first.metadata.name}`,
    policy,
    serves({ cluster, labels }) {
      const own = services.get(cluster);
      const reachable = cluster === client.cluster || (!local && !outside.has(cluster));
      return reachable && own !== undefined && hasPort(own, name) && selects(pods, labels);
    },
  };
}

/** Callers by namespace in each cluster; where none is declared, a caller beside the host itself. */
function clientsOf(
  { apps }: TrafficModel,
  host: string,
  { namespace, services }: HostEndpoints,
): readonly Client[] {
  const plan = apps.find(({ app }) => host === `${app.name}.${app.namespace}.svc.cluster.local`);
  const callers = plan?.callers ?? [];
  return [...services.keys()].flatMap((cluster) => {
    const here = callers.filter(({ clusters }) => clusters.some(({ id }) => id === cluster));
    const namespaces = sortedUnique(here.map((app) => app.namespace));
    return (namespaces.length === 0 ? [namespace] : namespaces).map((place): Client => ({
      cluster,
      namespace: place,
    }));
  });
}
