import type { Loss } from '../../lib/simulate/traffic/loss';
import {
  simulateHost,
  type ClientOutcome,
  type HostQuestion,
} from '../../lib/simulate/traffic/simulate-host';
import { readTraffic, type TrafficModelInput } from '../../lib/simulate/traffic/traffic-model';
import { compileMini, type CompiledFleet } from './compiled';
import { miniApp, miniCluster } from './mini-fleet';

/** The host of the app that is asked about. */
export const HOST = 'stock.stock.svc.cluster.local';

/** Three regions: an app in two of them, and its caller in the third. */
const FILES = {
  'clusters/us.yaml': miniCluster('us', 'us-east-1', 1),
  'clusters/eu.yaml': miniCluster('eu', 'eu-west-1', 2),
  'clusters/ap.yaml': miniCluster('ap', 'ap-southeast-1', 3),
  'apps/web/app.yaml': miniApp(
    'web',
    'shop',
    'regions: [aws:us-east-1, aws:ap-southeast-1]\ntraffic: {exposure: public}\ncalls: {to: [stock]}',
  ),
};
/** Compiles the fleet that the traffic tests share, with other files in place of its own. */
export function trafficFleet(files: Readonly<Record<string, string>> = {}): CompiledFleet {
  return compileMini({ ...FILES, ...files });
}

/** A client with its shares in percent, rounded to hundredths; `failed` where any requests fail. */
export type Row = readonly [
  cluster: string,
  before: object,
  during: object | undefined,
  after: object | undefined,
];

/** The shares of a distribution, as in a row. */
export function shares(distribution: ClientOutcome['before'] | undefined): object | undefined {
  if (distribution === undefined) return undefined;
  const round = (percent: number): number => Math.round(percent * 100) / 100;
  const { clusters, failedPercent } = distribution;
  const sent = Object.fromEntries(clusters.map(({ cluster, percent }) => [cluster, round(percent)]));
  return failedPercent === 0 ? sent : { ...sent, failed: round(failedPercent) };
}

/** One row for each client of the host. */
export function rows(
  losses: readonly Loss[],
  compiled: CompiledFleet,
  more: Partial<TrafficModelInput> = {},
  question: Partial<HostQuestion> = {},
): readonly Row[] {
  return simulateHost(readTraffic({ ...compiled, ...more }), { host: HOST, losses, ...question }).map(
    ({ cluster, before, during, after }) => [cluster, shares(before), shares(during), shares(after)] as Row,
  );
}
