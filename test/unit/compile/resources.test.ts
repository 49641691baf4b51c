import { ApiObject, JsonPatch, type ApiObjectProps } from 'cdk8s';
import type { ResourcesFunction } from '../../../lib/compile/resources';
import { KubeConfigMap } from '../../../lib/kube';
import { appUnits, oneApp } from '../../support/app-unit';

const files = oneApp('regions: [aws:us-east-1]');

describe('resources.ts', () => {
  it('adds constructs to the unit, and adjusts what is there', () => {
    const { units, diagnostics } = appUnits(files, {
      shop: (scope, { app, cluster, find }) => {
        new KubeConfigMap(scope, 'extra', {
          metadata: { name: 'extra', namespace: app.namespace },
          data: { region: cluster.region },
        });
        find('Deployment').addJsonPatch(JsonPatch.add('/spec/minReadySeconds', 7));
      },
    });
    const objects = units[0]?.objects ?? [];
    expect(diagnostics).toEqual([]);
    expect(objects.find((object) => object.metadata.name === 'extra')).toMatchObject({
      data: { region: 'us-east-1' },
    });
    expect(objects.find((object) => object.kind === 'Deployment')).toMatchObject({
      spec: { minReadySeconds: 7 },
    });
  });

  it('is refused when its second run differs', () => {
    let runs = 0;
    const { diagnostics } = appUnits(files, {
      shop: (scope) => {
        runs++;
        new ApiObject(scope, 'extra', {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: `extra-${runs}`, namespace: 'shop' },
        });
      },
    });
    expect(diagnostics.map((d) => d.code)).toEqual(['compile/resources-differ']);
  });

  it('says what it threw, and where', () => {
    const { diagnostics } = appUnits(files, { shop: (_scope, { find }) => void find('StatefulSet') });
    expect(diagnostics).toMatchObject([
      { code: 'compile/resources-failed', at: { file: 'apps/shop/resources.ts' } },
    ]);
    expect(diagnostics[0]?.message).toContain('there is no StatefulSet among ');
  });

  const configMap = (more: object): ApiObjectProps => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'extra', namespace: 'shop' },
    ...more,
  });
  const metadata = (more: object): object => ({ metadata: { name: 'extra', namespace: 'shop', ...more } });

  it.each<[string, object]>([
    ['metadata.name "a/b"', metadata({ name: 'a/b' })],
    ['metadata.name ".."', metadata({ name: '..' })],
    ['metadata.name "Extra_1"', metadata({ name: 'Extra_1' })],
    ['metadata.namespace "../argocd"', metadata({ namespace: '../argocd' })],
    ['metadata.labels.a 1, which is no text', metadata({ labels: { a: 1 } })],
    ['metadata.annotations.a true, which is no text', metadata({ annotations: { a: true } })],
    ['kind "../x"', { kind: '../x' }],
    ['1 at .data.a', { data: { a: 1n } }],
    ['NaN at .data.a', { data: { a: NaN } }],
    ['a function at .data.a', { data: { a: () => 1 } }],
    ['a symbol at .data.a', { data: { a: Symbol('a') } }],
    ['half a character at .data.a', { data: { a: '\ud800' } }],
    ['half a character in a key of .data', { data: { '\ud800': 'a' } }],
  ])('is refused for an object with %s', (words, more) => {
    const { diagnostics } = appUnits(files, {
      shop: (scope) => {
        new ApiObject(scope, 'extra', configMap(more));
      },
    });
    expect(diagnostics.map((d) => d.message)).toEqual([
      `resources.ts of shop failed in us: it made an object with ${words}`,
    ]);
  });

  it.each<[string, string, unknown]>([
    ['a quantity as it is written', '/spec/template/spec/containers/0/resources/limits/memory', '512Mi'],
    ['a field that is newer than its type', '/spec/template/spec/containers/0/newField', { a: 1 }],
  ])('adjusts the object as it is written: %s', (_, path, value) => {
    const { units, diagnostics } = appUnits(files, {
      shop: (_scope, { find }) => find('Deployment').addJsonPatch(JsonPatch.add(path, value)),
    });
    expect(diagnostics).toEqual([]);
    const deployment = units[0]?.objects.find(({ kind }) => kind === 'Deployment');
    const found = path
      .slice(1)
      .split('/')
      .reduce<unknown>((parent, key) => (parent as Record<string, unknown>)[key], deployment);
    expect(found).toEqual(value);
  });

  it('is refused when it replaces a value by nothing', () => {
    const { diagnostics } = appUnits(files, {
      shop: (_scope, { find }) =>
        find('HorizontalPodAutoscaler').addJsonPatch(JsonPatch.replace('/spec/maxReplicas', undefined)),
    });
    expect(diagnostics.map((d) => d.message)).toEqual([
      'resources.ts of shop failed in us: it made an object with missing at .spec.maxReplicas',
    ]);
  });

  it('may name a Role as the API server alone lets it', () => {
    const { diagnostics } = appUnits(files, {
      shop: (scope) => {
        new ApiObject(scope, 'extra', {
          apiVersion: 'rbac.authorization.k8s.io/v1',
          kind: 'Role',
          metadata: { name: 'system:Reader', namespace: 'shop' },
        });
      },
    });
    expect(diagnostics).toEqual([]);
  });

  it('is refused when an object that it adjusted is none any more', () => {
    const { diagnostics } = appUnits(files, {
      shop: (_scope, { find }) => {
        find('Deployment').addJsonPatch(JsonPatch.remove('/metadata'));
      },
    });
    expect(diagnostics.map((d) => d.message)).toEqual([
      'resources.ts of shop failed in us: it made an object with metadata.name missing',
    ]);
  });

  it('is refused when it is async: what it adds later would be lost', () => {
    const late = (): Promise<void> => Promise.reject(new Error('late'));
    const { diagnostics } = appUnits(files, { shop: late as unknown as ResourcesFunction });
    expect(diagnostics.map((d) => d.message)).toEqual([
      'resources.ts of shop failed in us: it is async, and nobody waits for it: the unit is written as soon as the function returns',
    ]);
  });
});
