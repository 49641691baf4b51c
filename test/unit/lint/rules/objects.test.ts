import type { LintRule } from '../../../../lib/lint/lint';
import { appsStayInTheirNamespace } from '../../../../lib/lint/rules/apps-stay-in-their-namespace';
import { kindsAreApplied } from '../../../../lib/lint/rules/kinds-are-applied';
import { namespacesAreExplicit } from '../../../../lib/lint/rules/namespaces-are-explicit';
import { objectsAreDesiredState } from '../../../../lib/lint/rules/objects-are-desired-state';
import { objectsAreSmall } from '../../../../lib/lint/rules/objects-are-small';
import { secretsAreReferenced } from '../../../../lib/lint/rules/secrets-are-referenced';
import { textsAreWithinLimits } from '../../../../lib/lint/rules/texts-are-within-limits';
import { unitsAreSmall } from '../../../../lib/lint/rules/units-are-small';
import { wavesAreIntegers } from '../../../../lib/lint/rules/waves-are-integers';
import type { Manifest } from '../../../../lib/core/manifest';
import { compileMini, findingsOf, sentencesOf, withObject } from '../../../support/compiled';

const fleet = compileMini();

/** An object that a resources.ts might add to the unit of `web` in `us`. */
function added(more: Partial<Record<string, unknown>>, metadata: Record<string, unknown> = {}): Manifest {
  const base = { apiVersion: 'v1', kind: 'ConfigMap', data: {} };
  return {
    ...base,
    ...more,
    metadata: { name: 'extra', namespace: 'web', ...metadata },
  };
}

const EXTRA = 'ConfigMap web/extra (us, unit apps/web): ';
const WAVE = 'argocd.argoproj.io/sync-wave';

type Case = readonly [name: string, rule: LintRule, object: Manifest, sentence: string];

const CASES: readonly Case[] = [
  [
    'data of a Secret',
    secretsAreReferenced,
    added({ kind: 'Secret', data: { key: 'eA==' } }),
    'Secret web/extra (us, unit apps/web): data holds a secret in plain sight | Let a secret store make the Secret, and name it under runtime.secrets.',
  ],
  [
    'text of a Secret',
    secretsAreReferenced,
    added({ kind: 'Secret', stringData: { key: 'x' } }),
    'Secret web/extra (us, unit apps/web): stringData holds a secret in plain sight | Let a secret store make the Secret, and name it under runtime.secrets.',
  ],
  [
    'an excluded kind',
    kindsAreApplied,
    added({ kind: 'Endpoints' }),
    'Endpoints web/extra (us, unit apps/web): kind is Endpoints, which Argo CD is told to pass over | Declare what makes it instead, such as a Service or a ServiceEntry.',
  ],
  [
    'an excluded kind of a group',
    kindsAreApplied,
    added({ apiVersion: 'coordination.k8s.io/v1', kind: 'Lease' }),
    'Lease.coordination.k8s.io web/extra (us, unit apps/web): kind is Lease, which Argo CD is told to pass over | Declare what makes it instead, such as a Service or a ServiceEntry.',
  ],
  [
    'a list',
    kindsAreApplied,
    added({ kind: 'List', items: [] }),
    'List web/extra (us, unit apps/web): items makes it a list of objects | Add each object by itself.',
  ],
  [
    'a status',
    objectsAreDesiredState,
    added({ status: {} }),
    `${EXTRA}status is written by a controller | Take it out.`,
  ],
  [
    'a generated name',
    objectsAreDesiredState,
    added({}, { generateName: 'x-' }),
    `${EXTRA}metadata.generateName leaves the name to the API server | Give the object a fixed metadata.name.`,
  ],
  [
    'a resource version',
    objectsAreDesiredState,
    added({}, { resourceVersion: '1' }),
    `${EXTRA}metadata.resourceVersion is written by the API server | Take it out.`,
  ],
  [
    'a tracking id',
    objectsAreDesiredState,
    added({}, { annotations: { 'argocd.argoproj.io/tracking-id': 'x' } }),
    `${EXTRA}metadata.annotations["argocd.argoproj.io/tracking-id"] is kept by a tool | Take it out.`,
  ],
  [
    'an instance label',
    objectsAreDesiredState,
    added({}, { labels: { 'app.kubernetes.io/instance': 'x' } }),
    `${EXTRA}metadata.labels["app.kubernetes.io/instance"] is kept by a tool | Take it out, or use app.kubernetes.io/name.`,
  ],
  [
    'a wave with a fraction',
    wavesAreIntegers,
    added({}, { annotations: { [WAVE]: '1.5' } }),
    `${EXTRA}metadata.annotations["${WAVE}"] is "1.5" | Write a whole number in quotes, such as "-1".`,
  ],
  [
    'a wave that is a number',
    wavesAreIntegers,
    added({}, { annotations: { [WAVE]: 1 } }),
    `${EXTRA}metadata.annotations["${WAVE}"] is 1 | Write a whole number in quotes, such as "-1".`,
  ],
  [
    'an annotation that is no text',
    textsAreWithinLimits,
    added({}, { annotations: { a: true } }),
    `${EXTRA}metadata.annotations["a"] is true, which is no text | Put it in quotes.`,
  ],
  [
    'a label with a space',
    textsAreWithinLimits,
    added({}, { labels: { a: 'b c' } }),
    `${EXTRA}metadata.labels["a"] is "b c", which is no label value | Use at most 63 letters, digits, "-", "_" and ".", as text.`,
  ],
  [
    'a label of 64 characters',
    textsAreWithinLimits,
    added({}, { labels: { a: 'b'.repeat(64) } }),
    `${EXTRA}metadata.labels["a"] is "${'b'.repeat(64)}", which is no label value | Use at most 63 letters, digits, "-", "_" and ".", as text.`,
  ],
  [
    'a key with two slashes',
    textsAreWithinLimits,
    added({}, { labels: { 'a/b/c': 'd' } }),
    `${EXTRA}metadata.labels["a/b/c"] has a key that Kubernetes does not take | Use an optional DNS name and "/", then at most 63 letters, digits, "-", "_" and ".".`,
  ],
  [
    'annotations beyond the limit',
    textsAreWithinLimits,
    added({}, { annotations: { a: 'x'.repeat(262_144) } }),
    `${EXTRA}metadata.annotations hold 262145 characters, and the limit is 262144 | Move the content into a ConfigMap.`,
  ],
  [
    'no namespace',
    namespacesAreExplicit,
    added({}, { namespace: undefined }),
    'ConfigMap extra (us, unit apps/web): metadata.namespace is missing | Name the namespace.',
  ],
  [
    'a namespace too many',
    namespacesAreExplicit,
    added({ kind: 'Namespace' }),
    'Namespace web/extra (us, unit apps/web): metadata.namespace is "web", and Namespace belongs to the whole cluster | Take it out.',
  ],
  [
    'a foreign namespace',
    appsStayInTheirNamespace,
    added({}, { namespace: 'stock' }),
    'ConfigMap stock/extra (us, unit apps/web): metadata.namespace is "stock", and the app\'s is "web" | Put the object into "web", or leave it to the owner of "stock".',
  ],
  [
    'a large object',
    objectsAreSmall,
    added({ data: { x: 'y'.repeat(262_100) } }),
    `${EXTRA}content is 262200 bytes, and 262144 are customary | Split it, or keep the data outside of the cluster.`,
  ],
];

describe('objects', () => {
  test.each(CASES)('%s', (_, rule, object, sentence) => {
    expect(sentencesOf(rule, withObject(fleet, 'us', 'web', object))).toEqual([sentence]);
  });

  test('what comes from a resources.ts is blamed on it', () => {
    const changed = withObject(fleet, 'us', 'web', added({ status: {} }));
    const [finding] = findingsOf(objectsAreDesiredState, changed, { web: () => undefined });
    expect(finding?.at).toEqual({ file: 'apps/web/resources.ts', line: 1, column: 1, text: '', length: 1 });
  });

  test('what the baseline holds is blamed on no file', () => {
    const changed = withObject(fleet, 'us', 'runtime-info', added({ status: {} }, { namespace: 'platform' }));
    expect(findingsOf(objectsAreDesiredState, changed)[0]?.at).toBeUndefined();
  });

  test('a kind that is not known may have a namespace or none', () => {
    const unknown = { apiVersion: 'example.com/v1', kind: 'Thing' };
    const both = withObject(
      withObject(fleet, 'us', 'web', added(unknown)),
      'us',
      'web',
      added(unknown, { namespace: undefined }),
    );
    expect(findingsOf(namespacesAreExplicit, both)).toEqual([]);
  });

  test('a Secret without content, and the one that names the cluster, may be there', () => {
    expect(
      findingsOf(secretsAreReferenced, withObject(fleet, 'us', 'web', added({ kind: 'Secret', data: {} }))),
    ).toEqual([]);
    expect(fleet.compiled.folders.some(({ objects }) => objects.some(({ kind }) => kind === 'Secret'))).toBe(
      true,
    );
  });

  test('an object just below the limit, in bytes and not in characters, is small enough', () => {
    const ascii = added({ data: { x: 'y'.repeat(262_000) } });
    const umlauts = added({ data: { x: 'ü'.repeat(150_000) } });
    expect(findingsOf(objectsAreSmall, withObject(fleet, 'us', 'web', ascii))).toEqual([]);
    expect(
      findingsOf(objectsAreSmall, withObject(fleet, 'us', 'web', umlauts)).map(({ severity }) => severity),
    ).toEqual(['warning']);
  });

  test('a unit beyond what Argo CD reads is refused', () => {
    const large = (size: number): readonly string[] =>
      sentencesOf(unitsAreSmall, withObject(fleet, 'us', 'web', added({ data: { x: 'y'.repeat(size) } })));
    expect(large(6_000_000)).toEqual([]);
    expect(large(7_000_000)).toEqual([
      expect.stringMatching(
        /^unit apps\/web in us: content is about 10\d{6} bytes, and the limit is 10000000 \| Split it into several apps/,
      ),
    ]);
  });
});
