import { miniApp, miniFleet } from '../../support/mini-fleet';

const SHARED = 'namespace: goods';

/** The namespaces of the miniature fleet, as `cluster/name`. */
function namespaces(files: Readonly<Record<string, string>> = {}) {
  const { plan } = miniFleet({ files });
  return new Map(
    plan.namespaces.map((namespace) => [`${namespace.cluster.id}/${namespace.name}`, namespace]),
  );
}

function tombstone(state: string): Record<string, string> {
  return {
    'tombstones.yaml': `namespaces:
  - name: old
    owner: attic
    criticality: tier-3
    cell: default
    state: ${state}
    quota:
      us: {limits.memory: 1Gi, pods: "10", requests.cpu: "1", requests.memory: 1Gi}
`,
  };
}

describe('namespaces', () => {
  it('are there for what runs, and for what is called', () => {
    expect([...namespaces().keys()]).toEqual(['eu/stock', 'us/stock', 'us/web']);
  });

  it('are open to public routes where a public app runs', () => {
    const all = namespaces();
    expect([all.get('us/web')?.exposed, all.get('us/stock')?.exposed]).toEqual([true, false]);
  });

  it('may be shared, and are then as critical as the most critical app', () => {
    const all = namespaces({
      'apps/stock/app.yaml': miniApp(
        'stock',
        'goods',
        `regions: [aws:us-east-1]\n${SHARED}\ncalls: {from: [web]}`,
      ),
      'apps/web/app.yaml': miniApp(
        'web',
        'goods',
        `regions: [aws:us-east-1]\n${SHARED}\ncalls: {to: [stock]}`,
      ).replace('tier-2', 'tier-1'),
    });
    expect([...all.keys()]).toEqual(['us/goods']);
    expect(all.get('us/goods')?.criticality).toBe('tier-1');
  });

  it('have the quota of everything that may run in them at once, rollout and sidecars included', () => {
    // Four replicas and one more of a rollout, each with a sidecar of 100m, 128Mi and at most 1Gi.
    expect(namespaces().get('us/web')?.quota).toEqual({
      'limits.memory': '6400Mi',
      pods: '5',
      'requests.cpu': '1750m',
      'requests.memory': '1920Mi',
    });
  });

  it('that hold callers’ rules only have room for no pod', () => {
    const all = namespaces({
      'apps/stock/app.yaml': miniApp('stock', 'goods', 'regions: [aws:eu-west-1]\ncalls: {from: [web]}'),
    });
    expect(all.get('us/stock')?.quota.pods).toBe('0');
  });

  it.each([
    ['kept', true, 'active'],
    ['released', false, 'active'],
    ['removed', false, 'removed'],
  ])('of tombstones that say %s have guards: %s, and are %s', (state, guarded, unit) => {
    expect(namespaces(tombstone(state)).get('us/old')).toMatchObject({
      guarded,
      state: unit,
      owner: 'attic',
    });
    expect(namespaces(tombstone(state)).has('eu/old')).toBe(false);
  });
});
