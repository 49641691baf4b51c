import type { FleetInput } from '../../config/fleet-schema';
import type { Traffic } from '../../facets/traffic/schema';
import type { Fleet } from '../../fleet/fleet';
import type { Figure } from '../recovery/figures';

type Routing = Traffic['routing'];

/** What one service of the entry is, and can do. */
export interface EntryService {
  /** As people call it. */
  readonly title: string;
  /** Seconds between two health checks that can be had. */
  readonly intervals: { readonly text: string; readonly allows: (seconds: number) => boolean };
  /** Routings that it does not have, each with the reason. */
  readonly lacks: Readonly<Partial<Record<Routing, string>>>;
  /** What it has where it takes the requests itself: then no answer of DNS must expire before they go elsewhere. */
  readonly edge?: EdgeFacts;
}

/** A service that stands between users and regions. */
export interface EdgeFacts {
  /** How long a change of it takes to be in effect everywhere. */
  readonly change: Figure;
  /** Whether its health checks come from addresses that nobody lists, and not from those of the provider's load balancers. */
  readonly asksFromAnywhere: boolean;
  /** How it notices a loss, from the health checks that have to fail. */
  readonly detection: (failures: number) => string;
  /** Routings that it cannot keep without health checks, each with the reason. */
  readonly movesByItself: Readonly<Partial<Record<Routing, string>>>;
  /** Most clusters that it puts in an order. */
  readonly longestOrder: number;
}

const TEN_OR_THIRTY: EntryService['intervals'] = {
  text: '10s or 30s',
  allows: (seconds) => seconds === 10 || seconds === 30,
};

type ServiceName = keyof NonNullable<FleetInput['entry']>;

const ONE_CHOICE =
  'It hands a request to the nearest region that is well and has room, and knows no other choice.';

/** Every service, by its field in `entry`. One line a service; the compiler names the one that is missing. */
const SERVICES: Readonly<Record<ServiceName, EntryService>> = {
  route53: { title: 'Route 53', intervals: TEN_OR_THIRTY, lacks: {} },
  trafficManager: {
    title: 'Traffic Manager',
    intervals: TEN_OR_THIRTY,
    lacks: { geo: 'It answers a continent with one region and, when that is lost, with the same one.' },
  },
  frontDoor: {
    title: 'Front Door',
    intervals: { text: '5s to 255s', allows: (seconds) => seconds >= 5 && seconds <= 255 },
    lacks: { geo: 'It knows how far a region is, and no continents.' },
    edge: {
      change: {
        seconds: 1200,
        source:
          'Azure Front Door: a single change takes up to 20 minutes, back-to-back ones twice that (learn.microsoft.com/azure/frontdoor/front-door-faq)',
      },
      asksFromAnywhere: true,
      detection: (failures) => `${failures} of the last ${failures + 1} probes of Azure Front Door`,
      movesByItself: { latency: 'It knows by its probes how far a region is, and with them it moves users.' },
      longestOrder: 5,
    },
  },
  gkeGateway: {
    title: 'the Gateway of Google',
    intervals: { text: '1s to 300s', allows: (seconds) => seconds >= 1 && seconds <= 300 },
    lacks: { 'weighted-global': ONE_CHOICE, geo: ONE_CHOICE, failover: ONE_CHOICE, single: ONE_CHOICE },
    edge: {
      change: {
        seconds: 300,
        source: 'assumed: Google names no longest time; `recovery.edgeChange` replaces it',
      },
      asksFromAnywhere: false,
      detection: (failures) => `${failures} health checks of the load balancer of Google`,
      movesByItself: { latency: 'Its health checks cannot be turned off.' },
      longestOrder: 0,
    },
  },
};

/** The service that sends users to a region; undefined where the fleet names none. */
export function entryService({ entry }: Pick<Fleet, 'entry'>): EntryService | undefined {
  const name = (Object.keys(SERVICES) as ServiceName[]).find((candidate) => entry?.[candidate] !== undefined);
  return name && SERVICES[name];
}

/** Whether the entry asks each Gateway by the name of its cluster, which the Gateway then answers for. */
export function asksByName(fleet: Pick<Fleet, 'entry'>): boolean {
  const service = entryService(fleet);
  return service !== undefined && service.edge === undefined;
}
