import type { Remains } from './apply-losses';
import { hostsOf, withoutRepeats, type LocalityHosts } from './hosts';
import type { TrafficPolicy } from './locality-policy';
import { assignPriorities } from './priorities';
import type { Assignment } from './shares';
import type { TrafficModel } from './traffic-model';
import { withTopology, type EndpointGroup, type Gateway } from './view';
import type { Labels } from '../label-selector';

/** What the Envoys of one client have before them in one loss. */
export interface Sight {
  /** Id of the client's cluster. */
  readonly cluster: string;
  /** Labels of the client's pods. */
  readonly labels: Labels;
  /** Zones in which there are any of them. */
  readonly zones: readonly string[];
  readonly policy: TrafficPolicy;
  /** The policy as a text. */
  readonly said: string;
  /** The endpoints that are the client's to use. */
  readonly groups: readonly EndpointGroup[];
  /** One for each cluster. */
  readonly gateways: readonly Gateway[];
}

/** What a client has before it: of what is left, all that is its to use. */
export function sightOf(
  client: { readonly cluster: string; readonly labels?: Labels },
  setting: Pick<Sight, 'policy' | 'said'> & { readonly serves: (group: EndpointGroup) => boolean },
  zones: readonly string[],
  scene: Remains,
): Sight {
  const { cluster, labels = {} } = client;
  const { policy, said, serves } = setting;
  const groups = scene.seenFrom(cluster).filter(serves);
  return { cluster, labels, zones, policy, said, groups, gateways: scene.gateways };
}

/**
 * All that decides about the requests of a sight, in a text: whatever the apps are called, equal ones get equal answers. Of
 * labels only those count that the policy names; where a pod is follows from its cluster and its zone.
 */
export function lookOf({ cluster, labels, zones, policy, said, groups, gateways }: Sight): string {
  const named = (policy.locality?.failoverPriority ?? []).map((text) => text.split('=')[0] ?? '');
  const seen = groups.map(({ cluster: id, locality: { zone }, total, ready, answering, labels: own }) =>
    [id, zone, total, ready, answering, ...named.map((name) => own[name])].join('/'),
  );
  const failing = gateways.map((gateway) => `${gateway.addresses}*${gateway.failing}`);
  return [cluster, zones, named.map((name) => labels[name]), said, seen, failing].join(' ');
}

/** What the Envoys of a client balance over, by its zones. */
export function assignmentsOf(model: TrafficModel, sight: Sight): readonly Assignment[] {
  const { policy } = sight;
  return sentTo(model, sight).map((localities) => ({ localities: withoutRepeats(localities), policy }));
}

/** What istiod sends to a client, by its zones: the hosts are the same in all of them, their order is not. */
export function sentTo(model: TrafficModel, sight: Sight): readonly (readonly LocalityHosts[])[] {
  const { cluster: id, labels, zones, policy, groups, gateways } = sight;
  const cluster = model.clusters.find((candidate) => candidate.id === id);
  const region = cluster?.region ?? '';
  const network = cluster?.meshNetwork ?? '';
  const view = { cluster: id, network, locality: { region, zone: '' }, labels, groups, gateways };
  const hosts = hostsOf(view, policy);
  return zones.map((zone) => {
    const locality = { region, zone };
    const asker = {
      locality,
      get labels() {
        return withTopology(labels, locality, id, network);
      },
    };
    return assignPriorities(hosts, asker, policy.locality, model.version);
  });
}
