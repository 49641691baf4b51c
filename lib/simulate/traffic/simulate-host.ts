import type { Compiled } from '../../compile/unit';
import { sortedUnique } from '../../core/text';
import type { AppPlan, Plan } from '../../plan/plan';
import { readLabelMap, selects, type Labels } from '../label-selector';
import { applyLosses, type Moment, type Remains } from './apply-losses';
import { averageOf, distributionOf, type Distribution } from './distribution';
import { compiledObjects, istiodValues, type CompiledObjects } from './compiled-objects';
import {
  firstPort,
  hasPort,
  hostEndpoints,
  portName,
  trafficDistribution,
  type EndpointCluster,
  type HostEndpoints,
  type Replicas,
} from './endpoint-view';
import { hostsOf, withoutRepeats } from './hosts';
import { ISTIO_1_31, type IstioVersion } from './istio-version';
import { subsetLabels, trafficPolicy, type TrafficPolicy } from './locality-policy';
import { isZoneLost, type Loss } from './loss';
import { readMeshSettings, type MeshSettings } from './mesh-settings';
import { assignPriorities } from './priorities';
import { selectRules } from './select-rule';
import { sharesAfterEjection, sharesAtFirst, type Assignment } from './shares';
import { withTopology, type EndpointGroup } from './view';

/** What was compiled, filed once for any number of questions. */
export interface TrafficModel {
  readonly clusters: readonly EndpointCluster[];
  readonly apps: readonly AppPlan[];
  readonly objects: CompiledObjects;
  readonly version: IstioVersion;
  readonly meshOf: (cluster: string) => MeshSettings;
  /** The endpoints of a host with nothing lost; undefined where istiod does not balance it. */
  readonly endpointsOf: (host: string) => HostEndpoints | undefined;
}

/** What a model is made of. */
export interface TrafficModelInput {
  readonly plan: Pick<Plan, 'fleet' | 'apps'>;
  readonly compiled: Pick<Compiled, 'units' | 'folders'>;
  /** @default ISTIO_1_31; a switch in the values of istiod wins over it */
  readonly version?: IstioVersion;
  /** Replicas other than those that the manifests start with. */
  readonly replicas?: Replicas;
}

/** Callers of one namespace in one cluster, spread evenly over its zones. */
export interface Client {
  readonly cluster: string;
  readonly namespace: string;
  /** Labels of the callers' pods. @default none */
  readonly labels?: Labels;
}

/** A question about one host: a full name, as `checkout.shop.svc.cluster.local`. */
export interface HostQuestion {
  readonly host: string;
  readonly losses: readonly Loss[];
  /** @default - every namespace that calls the app, in every cluster that has its Service */
  readonly clients?: readonly Client[];
  /** @default - the first port of the Service */
  readonly port?: number;
  readonly subset?: string;
}

/** Where the requests of one client go. */
export interface ClientOutcome extends Client {
  /** The rule that decides, as `<namespace>/<name>`; absent where there is none. */
  readonly rule?: string | undefined;
  readonly policy: TrafficPolicy;
  /** With nothing lost. */
  readonly before: Distribution;
  /** At the moment of the loss, before anything is ejected or noticed; absent where the client itself is lost. */
  readonly during?: Distribution | undefined;
  /** Once what fails is noticed and ejected; absent where the client itself is lost. */
  readonly after?: Distribution | undefined;
}

/** Reads what was compiled, once. */
export function readTraffic({
  plan,
  compiled,
  version = ISTIO_1_31,
  replicas = () => undefined,
}: TrafficModelInput): TrafficModel {
  const objects = compiledObjects(compiled);
  const { clusters } = plan.fleet;
  const known = new Map<string, HostEndpoints | undefined>();
  const meshes = new Map<string, MeshSettings>();
  return {
    clusters,
    apps: plan.apps,
    objects,
    version,
    meshOf(cluster) {
      const mesh = meshes.get(cluster) ?? readMeshSettings(istiodValues(objects(cluster, 'Application', '')));
      meshes.set(cluster, mesh);
      return mesh;
    },
    endpointsOf(host) {
      if (!known.has(host)) known.set(host, hostEndpoints(host, clusters, objects, replicas));
      return known.get(host);
    },
  };
}

/**
 * Where the requests for one host go from each of its clients: before, at the moment of and after some losses. The order is
 * that of the clients. Empty where istiod does not balance the host. What is taken is what was compiled: the rule that stands
 * in the client's own cluster, and the Services and workloads of all clusters.
 */
export function simulateHost(model: TrafficModel, question: HostQuestion): readonly ClientOutcome[] {
  const endpoints = model.endpointsOf(question.host);
  if (endpoints === undefined) return [];
  const remains = (losses: readonly Loss[], moment: Moment): Remains =>
    applyLosses(endpoints.groups, model.clusters, losses, moment);
  const scenes = {
    before: remains([], 'settled'),
    during: remains(question.losses, 'first'),
    after: remains(question.losses, 'settled'),
  };
  const clients = question.clients ?? clientsOf(model, question.host, endpoints);
  return clients.map((client) => outcomeOf(model, question, endpoints, scenes, client));
}

type Scenes = Readonly<Record<'before' | 'during' | 'after', Remains>>;

function outcomeOf(
  model: TrafficModel,
  question: HostQuestion,
  endpoints: HostEndpoints,
  scenes: Scenes,
  client: Client,
): ClientOutcome {
  const setting = settingOf(model, question, endpoints, client);
  const cluster = model.clusters.find(({ id }) => id === client.cluster);
  const zones = cluster === undefined || cluster.zones.length === 0 ? [''] : cluster.zones;
  const left = zones.filter((zone) => cluster === undefined || !isZoneLost(cluster, zone, question.losses));
  const from = (places: readonly string[], scene: Remains): Assignment[] =>
    places.map((zone) => assignmentOf(model, setting, client, zone, scene));
  const sharesFrom = (scene: Remains, shares: typeof sharesAtFirst): Distribution | undefined =>
    averageOf(from(left, scene).map((assignment) => distributionOf(shares(assignment))));
  return {
    ...client,
    rule: setting.rule,
    policy: setting.policy,
    before: averageOf(from(zones, scenes.before).map((one) => distributionOf(sharesAtFirst(one)))) ?? NOTHING,
    during: sharesFrom(scenes.during, sharesAtFirst),
    after: sharesFrom(scenes.after, sharesAfterEjection),
  };
}

const NOTHING: Distribution = { clusters: [], unroutedPercent: 100, failedPercent: 100 };

/** What holds for a client, whatever is lost. */
interface Setting {
  readonly rule?: string | undefined;
  readonly policy: TrafficPolicy;
  /** Whether endpoints are the client's to use. */
  readonly serves: (group: EndpointGroup) => boolean;
}

function settingOf(
  model: TrafficModel,
  { host, port, subset }: HostQuestion,
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
  const labelled = model
    .objects(client.cluster, 'Namespace', '')
    .find(({ metadata }) => metadata.name === namespace);
  const local = mesh.isClusterLocal(host);
  const pods = readLabelMap(subsetLabels(rules, subset));
  const [first] = rules;
  return {
    rule: first && `${first.metadata.namespace ?? ''}/${first.metadata.name}`,
    policy: trafficPolicy({
      rules,
      port: number,
      subset,
      trafficDistribution: trafficDistribution(service, labelled),
      mesh,
      version: model.version,
    }),
    serves({ cluster, labels }) {
      const own = services.get(cluster);
      const reachable = !local || cluster === client.cluster;
      return reachable && own !== undefined && hasPort(own, name) && selects(pods, labels);
    },
  };
}

function assignmentOf(
  model: TrafficModel,
  setting: Setting,
  client: Client,
  zone: string,
  scene: Remains,
): Assignment {
  const { policy, serves } = setting;
  const cluster = model.clusters.find(({ id }) => id === client.cluster);
  const locality = { region: cluster?.region ?? '', zone };
  const network = cluster?.meshNetwork ?? '';
  const labels = client.labels ?? {};
  const groups = scene.seenFrom(client.cluster).filter(serves);
  const view = { cluster: client.cluster, network, locality, labels, groups, gateways: scene.gateways };
  const asker = { locality, labels: withTopology(labels, locality, client.cluster, network) };
  const localities = assignPriorities(hostsOf(view, policy), asker, policy.locality, model.version);
  return { localities: withoutRepeats(localities), policy };
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
