import type { ClusterFile } from '../config/read-cluster';
import { BASELINE_SETTINGS, type BaselineSettings } from '../baseline/schemas';
import type { ClusterInput } from '../config/cluster-schema';
import type { FleetInput } from '../config/fleet-schema';
import type { Inputs } from '../config/inputs';
import type { Located } from '../config/located';
import type { Diagnostic } from '../core/diagnostic';
import { nearest } from '../core/text';
import { nearestRegion, PROVIDERS } from '../providers';
import type { Provider, ServiceFacts } from '../providers/provider';
import { supportOf } from '../providers/support';
import { PARSE } from '../config/parse-options';
import type { Cluster, Ring } from './fleet';
import { fold, layersFor } from './layers';
import { istioInstall } from './istio-install';
import { checkAccount } from './check-account';
import { checkModes } from './check-modes';
import { checkReservations } from './check-reservations';
import * as say from './messages';
import { registryHost } from './registry-host';
import { reportRepeats } from './report-repeats';
import { resolveCapacity } from './resolve-capacity';
import { resolveNetworks } from './resolve-networks';
import { ringVersions, type RingVersions } from './ring-versions';
import { serviceNeeds } from './service-needs';
import { baselineLayers } from './fleet-layers';
import type { ObservabilityProfile } from './observability/profile';
import { OBSERVABILITY_PROFILES } from './observability/profiles';

type Report = (diagnostic: Diagnostic) => void;
type Source = ClusterFile;

/** Completes every cluster of the registry; reports what is wrong with each by itself. */
export function resolveClusters(
  inputs: Pick<Inputs, 'clusters' | 'fleet' | 'observabilityProfiles' | 'versions'>,
  report: Report,
): readonly Cluster[] {
  const context = {
    fleet: inputs.fleet,
    versions: ringVersions(inputs),
    profiles: observabilityProfiles(inputs),
    report,
  };
  return inputs.clusters.flatMap((source) => resolveCluster(source, context) ?? []);
}

interface Context {
  readonly fleet: Located<FleetInput>;
  readonly versions: ReadonlyMap<string, RingVersions>;
  readonly profiles: ReadonlyMap<string, ObservabilityProfile>;
  readonly report: Report;
}

function resolveCluster(source: Source, { fleet, versions, profiles, report }: Context): Cluster | undefined {
  const input = source.value;
  const provider = PROVIDERS[input.provider];
  const facts = provider.services[input.service];
  if (facts === undefined) {
    report(
      say.incompatibleModes({
        at: source.at(['service']),
        field: 'service',
        value: input.service,
        with: `provider "${input.provider}"`,
        allowed: Object.keys(provider.services),
        other: source.at(['provider']),
      }),
    );
    return undefined;
  }
  checkModes(source, facts, report);
  checkReservations(source, facts, report);
  const region = provider.regions[input.region];
  if (region === undefined) reportRegion(source, provider, report);
  const ring = resolveRing(source, fleet, report);
  const observability = resolveObservability(source, profiles, report);
  const runs = ring && versions.get(ring.name);
  if (region === undefined || runs === undefined || ring === undefined || observability === undefined)
    return undefined;
  checkZones(source, provider, report);
  checkAccount(source, provider, report);
  reportMissingFacts(source, report);
  const { clusterId: id, networks: _networks, zones, ...rest } = input;
  const cluster = {
    ...rest,
    id,
    geography: region.geography,
    ring,
    zones: zones ?? [],
    ...resolveNetworks(input, facts),
    ...kubernetesOf(input, facts, runs),
    charts: runs.charts,
    mirror: registryHost(fleet.value, fleet.value.mesh.registry, input.region),
    istio: { ...istioInstall(input.region, runs.istio, fleet.value), platform: facts.istioPlatform },
    internalLoadBalancer: provider.internalLoadBalancer,
    ...wayIn(input, facts),
    awsRegion: nearestRegion(PROVIDERS.aws, input.region, region),
    azureRegion: nearestRegion(PROVIDERS.azure, input.region, region),
    loadBalancerProbes: provider.loadBalancerProbes,
    frozen: input.state === 'frozen',
    drained: input.traffic === 'drained',
    ...identityOf(input, provider, facts),
    needs: serviceNeeds(input, facts),
    observability,
    controlPlaneLogs: provider.controlPlaneLogs(input.clusterId),
    contextCommand: provider.contextCommand({ id, region: input.region, account: input.account ?? {} }),
    ...resolveCapacity(input, facts, fleet.value),
    source,
  };
  return { ...cluster, baseline: resolveBaseline(cluster, fleet) };
}

function kubernetesOf(
  { kubernetesVersion, upgradeChannel }: ClusterInput,
  { support }: ServiceFacts,
  ring: RingVersions,
): Pick<Cluster, 'kubernetes' | 'support'> {
  const kubernetes = kubernetesVersion ?? ring.kubernetes;
  return { kubernetes, support: supportOf(support, kubernetes, upgradeChannel) };
}

/** An identity mode that does not go with the service was reported. */
function identityOf(
  { identityMode, account = {} }: ClusterInput,
  { identity, people, secrets }: Provider,
  { identityModes, bringsMetrics }: ServiceFacts,
): Pick<
  Cluster,
  'account' | 'workloadIdentity' | 'people' | 'secretStores' | 'bringsMetrics' | 'identityEndpoints'
> {
  return {
    account,
    workloadIdentity: identity,
    people,
    secretStores: secrets,
    bringsMetrics,
    identityEndpoints: identityModes[identityMode] ?? [],
  };
}

/** An entrypoint that does not go with the service was reported. */
function wayIn(
  { provider, entrypoint }: ClusterInput,
  { entrypoints, globalGateways, bringsGatewayApi }: ServiceFacts,
): Pick<Cluster, 'reach' | 'ingressLoadBalancer' | 'globalGatewayClass' | 'bringsGatewayApi'> {
  const { publicLoadBalancer, internalLoadBalancer } = PROVIDERS[provider];
  const reach = entrypoints[entrypoint] ?? 'internal';
  const ingressLoadBalancer = reach === 'public' ? publicLoadBalancer : internalLoadBalancer;
  return { reach, ingressLoadBalancer, globalGatewayClass: globalGateways?.[entrypoint], bringsGatewayApi };
}

function reportRegion(source: Source, provider: Provider, report: Report): void {
  const known = Object.keys(provider.regions);
  const { region } = source.value;
  report(
    say.unknownReference({
      at: source.at(['region']),
      what: `${provider.name} region`,
      name: region,
      suggestion: nearest(region, known),
      known,
    }),
  );
}

function resolveRing(source: Source, fleet: Located<FleetInput>, report: Report): Ring | undefined {
  const { rings } = fleet.value;
  const wanted = source.value.ring;
  if (wanted === undefined) return rings.at(-1);
  const ring = rings.find((candidate) => candidate.name === wanted);
  if (ring === undefined) {
    const known = rings.map((candidate) => candidate.name);
    report(
      say.unknownReference({
        at: source.at(['ring']),
        what: 'ring',
        name: wanted,
        suggestion: nearest(wanted, known),
        known,
      }),
    );
  }
  return ring;
}

/** The profiles that clusters may name: the built-in ones, or the files that take their place, and those of the fleet's own. */
function observabilityProfiles({
  observabilityProfiles: files,
}: Pick<Inputs, 'observabilityProfiles'>): ReadonlyMap<string, ObservabilityProfile> {
  const own = files.map(({ value }): [string, ObservabilityProfile] => [value.name, value]);
  return new Map([...Object.entries(OBSERVABILITY_PROFILES), ...own]);
}

function resolveObservability(
  source: Source,
  profiles: ReadonlyMap<string, ObservabilityProfile>,
  report: Report,
): ObservabilityProfile | undefined {
  const name = source.value.observabilityProfile;
  const profile = profiles.get(name);
  const known = [...profiles.keys()];
  if (profile === undefined)
    report(
      say.unknownReference({
        at: source.at(['observabilityProfile']),
        what: 'observability profile',
        name,
        suggestion: nearest(name, known),
        known,
      }),
    );
  return profile;
}

function checkZones(source: Source, provider: Provider, report: Report): void {
  const { region, zones = [] } = source.value;
  reportRepeats(zones, 'zone', (index) => source.at(['zones', index]), report);
  for (const [index, zone] of zones.entries()) {
    if (!provider.zoneBelongs(zone, region)) {
      report(
        say.zoneOutsideRegion({
          at: source.at(['zones', index]),
          zone,
          region,
          example: provider.zoneExample(region),
          other: source.at(['region']),
        }),
      );
    }
  }
}

const FACTS: readonly (readonly [
  field: 'reason' | 'ring' | 'zones' | 'networks' | 'access',
  effect: string,
  remedy: string,
])[] = [
  [
    'reason',
    'A cluster that improves no boundary is a cost without a gain.',
    'Add "reason": blast-radius, geography, regulation or scale.',
  ],
  [
    'ring',
    'It follows the last ring of fleet.yaml, and so gets every change last.',
    'Add "ring" with the name of one of the rings.',
  ],
  [
    'zones',
    'Whether the replicas survive the loss of a zone cannot be checked.',
    'Add "zones" as the node label topology.kubernetes.io/zone spells them.',
  ],
  [
    'networks',
    'Overlaps cannot be checked, and other clusters open no way to its east-west gateway, so nothing fails over to it.',
    'Add "networks" with vpc, pods, services and eastWestGateway.',
  ],
  [
    'access',
    'Nobody gets in but whoever made the cluster, and no group is there for an incident.',
    'Add "access" with "breakGlass", and the groups that look and operate.',
  ],
];

function reportMissingFacts(source: Source, report: Report): void {
  for (const [field, effect, remedy] of FACTS) {
    if (source.value[field] !== undefined) continue;
    report(
      say.missingFact({
        at: source.at(['clusterId']),
        subject: source.value.clusterId,
        field,
        effect,
        remedy,
      }),
    );
  }
}

function resolveBaseline(cluster: Omit<Cluster, 'baseline'>, fleet: Located<FleetInput>): BaselineSettings {
  const tree = fold(layersFor(baselineLayers(fleet), cluster));
  const entries = Object.entries(BASELINE_SETTINGS).map(([component, schema]) => [
    component,
    schema.parse(tree[component] ?? {}, PARSE),
  ]);
  return Object.fromEntries(entries) as BaselineSettings;
}

/** Clusters by the place that a contract names: "aws:us-east-1". */
export function placesOf(clusters: readonly Cluster[]): ReadonlyMap<string, readonly Cluster[]> {
  const places = new Map<string, Cluster[]>();
  for (const cluster of clusters) {
    const place = `${cluster.provider}:${cluster.region}`;
    places.set(place, [...(places.get(place) ?? []), cluster]);
  }
  return places;
}
