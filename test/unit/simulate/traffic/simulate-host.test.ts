import { ISTIO_1_31_READY_ONLY } from '../../../../lib/simulate/traffic/istio-version';
import type { Loss } from '../../../../lib/simulate/traffic/loss';
import { withObjects } from '../../../support/compiled';
import { rows, trafficFleet, type Row } from '../../../support/traffic-outcome';

const fleet = trafficFleet();

describe('one host from all of its clients', () => {
  test('goes to the own region, and from a region without it to the nearest', () => {
    const { us, eu } = { us: { us: 100 }, eu: { eu: 100 } };
    expect(rows([], fleet)).toEqual([
      ['ap', eu, eu, eu],
      ['eu', eu, eu, eu],
      ['us', us, us, us],
    ]);
  });

  test.each<readonly [losses: readonly Loss[], rows: readonly Row[]]>([
    [
      [{ kind: 'region', region: 'us-east-1' }],
      [
        ['ap', { eu: 100 }, { eu: 100 }, { eu: 100 }],
        ['eu', { eu: 100 }, { eu: 100 }, { eu: 100 }],
        ['us', { us: 100 }, undefined, undefined],
      ],
    ],
    [
      [{ kind: 'cluster', cluster: 'eu' }],
      [
        ['ap', { eu: 100 }, { eu: 100, failed: 100 }, { us: 100 }],
        ['eu', { eu: 100 }, undefined, undefined],
        ['us', { us: 100 }, { us: 100 }, { us: 100 }],
      ],
    ],
    [
      [{ kind: 'regions', regions: ['us-east-1', 'eu-west-1'] }],
      [
        ['ap', { eu: 100 }, { eu: 100, failed: 100 }, { failed: 100 }],
        ['eu', { eu: 100 }, undefined, undefined],
        ['us', { us: 100 }, undefined, undefined],
      ],
    ],
    [
      [{ kind: 'provider', provider: 'aws' }],
      [
        ['ap', { eu: 100 }, undefined, undefined],
        ['eu', { eu: 100 }, undefined, undefined],
        ['us', { us: 100 }, undefined, undefined],
      ],
    ],
    [
      [{ kind: 'gateway', cluster: 'eu' }],
      [
        ['ap', { eu: 100 }, { eu: 100, failed: 100 }, { us: 100 }],
        ['eu', { eu: 100 }, { eu: 100 }, { eu: 100 }],
        ['us', { us: 100 }, { us: 100 }, { us: 100 }],
      ],
    ],
    [
      [{ kind: 'istiod', cluster: 'us' }],
      [
        ['ap', { eu: 100 }, { eu: 100 }, { eu: 100 }],
        ['eu', { eu: 100 }, { eu: 100 }, { eu: 100 }],
        ['us', { us: 100 }, { us: 100 }, { us: 100 }],
      ],
    ],
    [
      // Behind the gateway of eu half of the pods are gone; a caller in the zone that is left moves inside its region.
      [{ kind: 'zone', region: 'eu-west-1', zone: 'eu-west-1a' }],
      [
        ['ap', { eu: 100 }, { eu: 100, failed: 50 }, { eu: 100 }],
        ['eu', { eu: 100 }, { eu: 100 }, { eu: 100 }],
        ['us', { us: 100 }, { us: 100 }, { us: 100 }],
      ],
    ],
    [
      [{ kind: 'drained', region: 'us-east-1' }],
      [
        ['ap', { eu: 100 }, { eu: 100 }, { eu: 100 }],
        ['eu', { eu: 100 }, { eu: 100 }, { eu: 100 }],
        ['us', { us: 100 }, { eu: 100 }, { eu: 100 }],
      ],
    ],
    [
      // What istiod no longer hears, outlier detection finds.
      [
        { kind: 'istiod', cluster: 'us' },
        { kind: 'drained', region: 'us-east-1' },
      ],
      [
        ['ap', { eu: 100 }, { eu: 100 }, { eu: 100 }],
        ['eu', { eu: 100 }, { eu: 100 }, { eu: 100 }],
        ['us', { us: 100 }, { us: 100, failed: 100 }, { eu: 100 }],
      ],
    ],
    [
      [{ kind: 'pods', percent: 50, as: 'failing', cluster: 'us' }],
      [
        ['ap', { eu: 100 }, { eu: 100 }, { eu: 100 }],
        ['eu', { eu: 100 }, { eu: 100 }, { eu: 100 }],
        ['us', { us: 100 }, { us: 100, failed: 50 }, { us: 100 }],
      ],
    ],
  ])('after %j', (losses, expected) => {
    expect(rows(losses, fleet)).toEqual(expected);
  });
});

describe('pods that are not Ready', () => {
  const losses: readonly Loss[] = [
    { kind: 'pods', percent: 100, as: 'not-ready', cluster: 'us' },
    { kind: 'pods', percent: 100, as: 'not-ready', cluster: 'eu' },
  ];
  const without = (...kinds: string[]): typeof fleet =>
    withObjects(fleet, (object) => (kinds.includes(object.kind) ? undefined : object));

  test('are behind a gateway that 1.31 takes for healthy, where nothing sets istiod up: without a rule it keeps its requests', () => {
    const [ap] = rows(losses, without('Application', 'DestinationRule'));
    expect(ap?.[3]).toEqual({ eu: 50, us: 50, failed: 100 });
  });

  test('are gone, gateway and all, where only Ready ones are sent, as the tree sets istiod up', () => {
    const [ap] = rows(losses, without('DestinationRule'));
    expect(ap?.[3]).toEqual({ failed: 100 });
  });

  test('of one region leave it by outlier detection with the default, and by themselves with the tree', () => {
    const eu = losses.slice(1);
    const bare = without('Application');
    expect(rows(eu, bare)[0]).toEqual(['ap', { eu: 100 }, { eu: 100, failed: 100 }, { us: 100 }]);
    for (const [setUp, options] of [
      [fleet, {}],
      [bare, { version: ISTIO_1_31_READY_ONLY }],
    ] as const)
      expect(rows(eu, setUp, options)[0]?.[3]).toEqual({ us: 100 });
  });
});
