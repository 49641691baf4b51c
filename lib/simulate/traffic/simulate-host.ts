import type { Distribution } from './distribution';
import { hostTraffic, NO_LOSS, type Client, type Host } from './host-traffic';
import type { TrafficPolicy } from './locality-policy';
import type { Loss } from './loss';
import type { TrafficModel } from './traffic-model';

/** A question about one host. */
export interface HostQuestion extends Host {
  readonly losses: readonly Loss[];
  /** @default - every namespace that calls the app, in every cluster that has its Service */
  readonly clients?: readonly Client[];
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

const NOTHING: Distribution = { clusters: [], unroutedPercent: 100, failedPercent: 100 };

/**
 * Where the requests for one host go from each of its clients: before, at the moment of and after some losses. The order is
 * that of the clients. Empty where istiod does not balance the host. What is taken is what was compiled: the rule that stands
 * in the client's own cluster, and the Services and workloads of all clusters.
 */
export function simulateHost(model: TrafficModel, question: HostQuestion): readonly ClientOutcome[] {
  const traffic = hostTraffic(model, question);
  if (traffic === undefined) return [];
  const { losses, clients = traffic.clients() } = question;
  return clients.map((client) => ({
    ...client,
    rule: traffic.settingOf(client).rule,
    policy: traffic.settingOf(client).policy,
    before: traffic.distribution(client, NO_LOSS, 'first') ?? NOTHING,
    during: traffic.distribution(client, losses, 'first'),
    after: traffic.distribution(client, losses, 'settled'),
  }));
}
