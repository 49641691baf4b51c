import type { Compiled, PlainFile, Unit } from '../../../lib/compile/unit';
import type { Manifest } from '../../../lib/core/manifest';
import { layout } from '../../../lib/output/layout';

function manifest(apiVersion: string, kind: string, name: string, namespace?: string): Manifest {
  return { apiVersion, kind, metadata: namespace === undefined ? { name } : { name, namespace } };
}

function unit(name: string, objects: readonly Manifest[], changes: Partial<Unit> = {}): Unit {
  return {
    cluster: 'na', lane: 'apps', name, directory: `apps/${name}`, project: 'team', namespace: 'shop', state: 'active', ignoreDifferences: [], objects, ...changes,
  }; // prettier-ignore
}

function compiled(units: readonly Unit[], others: Partial<Compiled> = {}): Compiled {
  return { units, folders: [], files: [], ...others };
}

function messages(input: Compiled): readonly string[] {
  return layout(input).findings.map(({ code, message }) => `${code}: ${message}`);
}

describe('layout', () => {
  it.each([
    [manifest('apps/v1', 'Deployment', 'web', 'shop'), 'na/apps/web/shop/deployment.apps_web.yaml'],
    [manifest('apps/v1beta2', 'Deployment', 'web', 'shop'), 'na/apps/web/shop/deployment.apps_web.yaml'],
    [manifest('v1', 'ConfigMap', 'a.b', 'shop'), 'na/apps/web/shop/configmap_a.b.yaml'],
    [manifest('v1', 'Namespace', 'shop'), 'na/apps/web/_cluster/namespace_shop.yaml'],
    [
      manifest('networking.istio.io/v1', 'Gateway', 'x', 'a'),
      'na/apps/web/a/gateway.networking.istio.io_x.yaml',
    ],
    [
      manifest('gateway.networking.k8s.io/v1', 'Gateway', 'x', 'a'),
      'na/apps/web/a/gateway.gateway.networking.k8s.io_x.yaml',
    ],
    [
      manifest('rbac.authorization.k8s.io/v1', 'ClusterRole', 'system:Auth/x_é%'),
      'na/apps/web/_cluster/clusterrole.rbac.authorization.k8s.io_system%3a%41uth%2fx%5f%e9%25.yaml',
    ],
    [manifest('v1', 'Secret', '..', '..'), 'na/apps/web/%2e%2e/secret_...yaml'],
    [manifest('v1', 'Secret', '世', '_cluster'), 'na/apps/web/%5fcluster/secret_%u4e16.yaml'],
  ])('gives %j its path', (object, path) => {
    expect(layout(compiled([unit('web', [object])])).files).toEqual([
      { path, cluster: 'na', unit: 'unit apps/web', object },
    ]);
  });

  it('places units, folders and plain files, in the order of their paths', () => {
    const yaml: PlainFile = { cluster: 'na', path: 'units/apps/web.yaml', content: { yaml: { a: 1 } } };
    const text: PlainFile = { cluster: '_reports', path: 'index.md', content: { text: '#' } };
    const project = manifest('argoproj.io/v1alpha1', 'AppProject', 'x', 'argocd');
    const result = layout(
      compiled([unit('web', [manifest('v1', 'Service', 'web', 'shop')])], {
        folders: [{ cluster: 'na', directory: 'root', objects: [project] }],
        files: [yaml, text],
      }),
    );
    expect(result.findings).toEqual([]);
    expect(result.files.map((file) => [file.path, file.cluster, file.unit])).toEqual([
      ['_reports/index.md', '_reports', 'index.md'],
      ['na/apps/web/shop/service_web.yaml', 'na', 'unit apps/web'],
      ['na/root/argocd/appproject.argoproj.io_x.yaml', 'na', 'root'],
      ['na/units/apps/web.yaml', 'na', 'units/apps/web.yaml'],
    ]);
  });

  it('names both units that hold one object, whatever its version', () => {
    const first = unit('web', [manifest('apps/v1', 'Deployment', 'x', 'shop')]);
    const second = unit('cart', [manifest('apps/v1beta1', 'Deployment', 'x', 'shop')]);
    expect(messages(compiled([first, second]))).toEqual([
      "output/duplicate-object: Deployment.apps shop/x stands in unit apps/web and in unit apps/cart of cluster 'na'",
    ]);
    expect(messages(compiled([first, { ...second, cluster: 'eu' }]))).toEqual([]);
  });

  it('says that one unit holds an object twice, and only that', () => {
    const object = manifest('v1', 'Service', 'x', 'shop');
    expect(messages(compiled([unit('web', [object, object])]))).toEqual([
      "output/duplicate-object: Service shop/x stands twice in unit apps/web of cluster 'na'",
    ]);
  });

  it('finds one object in a unit and in the root', () => {
    const object = manifest('v1', 'ConfigMap', 'x', 'argocd');
    const folders = [{ cluster: 'na', directory: 'root' as const, objects: [object] }];
    expect(messages(compiled([unit('web', [object])], { folders }))).toEqual([
      "output/duplicate-object: ConfigMap argocd/x stands in unit apps/web and in root of cluster 'na'",
    ]);
  });

  it('takes the namespace of the unit for an object that names none of a kind that has them', () => {
    const first = unit('web', [manifest('v1', 'ConfigMap', 'x', 'shop')]);
    const second = unit('cart', [manifest('v1', 'ConfigMap', 'x')]);
    expect(messages(compiled([first, second]))).toHaveLength(1);
    expect(messages(compiled([first, { ...second, namespace: 'other' }]))).toEqual([]);
  });

  it('takes objects that differ in namespace, kind or group for different', () => {
    const objects = [
      manifest('v1', 'ConfigMap', 'x', 'a'),
      manifest('v1', 'ConfigMap', 'x', 'b'),
      manifest('v1', 'Secret', 'x', 'a'),
      manifest('networking.istio.io/v1', 'Gateway', 'x', 'a'),
      manifest('gateway.networking.k8s.io/v1', 'Gateway', 'x', 'a'),
    ];
    const result = layout(compiled([unit('web', objects)]));
    expect(result.findings).toEqual([]);
    expect(new Set(result.files.map(({ path }) => path)).size).toBe(objects.length);
  });

  it('names both sides of two files with one path', () => {
    const files: readonly PlainFile[] = [
      { cluster: 'na', path: 'apps/web/shop/service_x.yaml', content: { text: '' } },
      { cluster: 'na', path: 'README.md', content: { text: '' } },
      { cluster: 'na', path: 'README.md', content: { text: '' } },
    ];
    const objects = [
      manifest('v1', 'Service', 'x', 'shop'),
      manifest('g/v1', 'Foo', 'x', 'a'),
      manifest('g/v1', 'FOO', 'x', 'a'),
    ];
    expect(messages(compiled([unit('web', objects)], { files }))).toEqual([
      "output/duplicate-path: README.md and README.md both give the file 'na/README.md'",
      "output/duplicate-path: unit apps/web and unit apps/web both give the file 'na/apps/web/a/foo.g_x.yaml'",
      "output/duplicate-path: unit apps/web and apps/web/shop/service_x.yaml both give the file 'na/apps/web/shop/service_x.yaml'",
    ]);
  });

  it('refuses a name that no file system takes', () => {
    expect(
      messages(compiled([unit('web', [manifest('v1', 'ConfigMap', 'x'.repeat(253), 'shop')])]))[0],
    ).toMatch(/^output\/name-too-long: unit apps\/web gives the path .* more than 255 characters$/);
    expect(messages(compiled([unit('web', [manifest('v1', 'ConfigMap', 'x'.repeat(240), 'shop')])]))).toEqual(
      [],
    );
  });

  it.each(['../x', '/x', 'a//b', 'a/./b', '', 'a\\b', 'a\nb', 'a\0'])(
    'takes the plain file %j for a bug',
    (path) => {
      expect(() => layout(compiled([], { files: [{ cluster: 'na', path, content: { text: '' } }] }))).toThrow(
        'is no path to write',
      );
    },
  );
});
