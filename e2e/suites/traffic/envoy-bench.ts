import { startBackends, type Backends, type HostAddress } from '../../harness/traffic/backends';
import { startEnvoy, type Envoy } from '../../harness/traffic/envoy';
import { countAnswers, type Counts } from '../../harness/traffic/requests';
import type { SuiteRun } from '../suite';
import { placed, staticCluster, type PlacedHosts } from './static-cluster';
import type { TierCase } from './tier-case';

const ADDRESSES = 80;

/** A case that an Envoy was given. */
export interface Prepared {
  readonly tierCase: TierCase;
  readonly lots: readonly PlacedHosts[];
}

/** An Envoy with the backends of its cases. */
export interface Bench {
  readonly envoy: Envoy;
  readonly backends: Backends;
  readonly cases: readonly Prepared[];
  /** Cases whose failing hosts fail now. */
  readonly struck: Set<string>;
}

/** Starts the backends, and an Envoy that knows all cases. */
export async function prepareBench({ context }: SuiteRun, tierCases: readonly TierCase[]): Promise<Bench> {
  const port = await context.ports.next();
  const addresses = Array.from(
    { length: ADDRESSES },
    (_, index) => `127.66.0.${String(index + 1)}:${String(port)}`,
  );
  const cases = tierCases.map((tierCase) => ({ tierCase, lots: placed(tierCase, addresses) }));
  const struck = new Set<string>();
  const failing = new Map(cases.map((one) => [keyOf(one), failingAddresses(one.lots)]));
  const kinds = new Map(cases.map((one) => [keyOf(one), one.tierCase.failAs]));
  const backends = await startBackends(addresses, (address, path) =>
    struck.has(path) && failing.get(path)?.has(address) === true ? (kinds.get(path) ?? 'serve') : 'serve',
  );
  const envoy = await startEnvoy(context, {
    name: 'static',
    node: { id: 'e2e', cluster: 'e2e' },
    clusters: cases.map((one) => staticCluster({ ...one.tierCase, name: keyOf(one) }, one.lots)),
  });
  return { envoy, backends, cases, struck };
}

/** Names a case in paths, headers and configuration. */
export function keyOf({ tierCase }: Pick<Prepared, 'tierCase'>): string {
  return tierCase.name.replaceAll(/[ ,]+/g, '-');
}

/** Those that are to fail, and those that discovery has called unhealthy. */
function failingAddresses(lots: readonly PlacedHosts[]): ReadonlySet<HostAddress> {
  return new Set(
    lots.flatMap(({ hosts, addresses }) =>
      addresses.filter((_, index) => index < hosts.failing || index >= hosts.healthy),
    ),
  );
}

/** Sends requests to the hosts of a case, one after the other. */
export function send({ envoy }: Bench, one: Prepared, requests: number): Promise<Counts> {
  return countAnswers(envoy.port, requests, keyOf(one), { 'x-cluster': keyOf(one) });
}

/** Ends what was started. */
export async function closeBench({ context }: SuiteRun, bench: Bench): Promise<void> {
  await context.processes.stop(bench.envoy.process);
  await bench.backends.close();
}
