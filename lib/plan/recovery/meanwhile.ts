import type { App, Fleet } from '../../fleet/fleet';
import type { AppContext, LossOutcome } from '../capacity/outcome';
import { entryService } from '../entry/service';

/** What users see of an app between a loss and its end, in one sentence. */
export function meanwhile(context: AppContext, outcome: LossOutcome): string {
  if (outcome.verdict === 'unaffected') return 'nothing: no request was going there';
  const { plan, fleet } = context;
  const { data, traffic } = plan.app.facets;
  if (outcome.verdict === 'away') return away(context);
  if (outcome.moves.length === 0)
    return `slower answers, and for ${traffic.retries > 0 ? 'moments' : 'a few seconds'} failed requests of ${plan.app.name} until the dead replicas are ejected`;
  if (plan.primary !== undefined) {
    return traffic.failover === 'automatic'
      ? 'reads and writes fail first; then the standby answers, and refuses writes until its data is promoted'
      : 'every request fails until a person has confirmed the failover';
  }
  if (data.mode === 'regional-writes-global-reads')
    return 'reads go on; writes of the lost home are refused until it is promoted';
  const way = traffic.exposure === 'public' ? outside(fleet) : inside(traffic.retries);
  return `${way}${sessions(data)}`;
}

function sessions({ activeActive }: App['facets']['data']): string {
  return activeActive?.session === 'regional' ? '; sessions of the lost region start anew' : '';
}

function inside(retries: number): string {
  return retries > 1
    ? 'callers are a little slower: the last try leaves the region'
    : 'callers fail until the dead region is ejected';
}

function outside(fleet: Fleet): string {
  const service = entryService(fleet);
  return service?.edge === undefined
    ? 'users whose resolver still names the lost region fail to connect; all others notice nothing'
    : `requests that ${service.title} still hands to the lost region fail; all others notice nothing`;
}

function away({ plan }: AppContext): string {
  const { mode } = plan.app.facets.data;
  if (mode === 'regional' && plan.placed.length > 1)
    return 'what is homed there waits; all other homes are served';
  return 'every request fails';
}
