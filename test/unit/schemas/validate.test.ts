import { readFileSync } from 'node:fs';
import { EMITTED_KINDS } from '../../../scripts/import/kinds';
import type { JsonObject, Manifest } from '../../../lib/core/manifest';
import { goDurationMs } from '../../support/kubernetes-formats';
import { mutateObject, replaced } from '../../support/mutate-object';
import { fieldPath } from '../../support/field-path';
import { schemaPlaces, typesOf, wrongTypeFor, type SchemaPlace } from '../../support/schema-walk';
import { schemaOf, validateObject } from '../../support/validate-object';
import { readExamples } from './examples';

const EXAMPLES = readExamples();
const NAMED = EXAMPLES.map((example) => [`${example.apiVersion} ${example.kind}`, example] as const);

function example(kind: string): Manifest {
  const found = EXAMPLES.find((candidate) => candidate.kind === kind);
  if (found === undefined) throw new Error(`no example of ${kind}`);
  return found;
}

function schema(manifest: Manifest): JsonObject {
  const found = schemaOf(manifest.apiVersion, manifest.kind);
  if (found === undefined) throw new Error(`no schema of ${manifest.kind}`);
  return found;
}

/** What the validator says of an example with one value changed; the path is written as in a message. */
function changed(kind: string, path: string, value: unknown): string[] {
  const steps = [...path.matchAll(/\["([^"]+)"\]|\[(\d+)\]|([^.[\]]+)/g)].map(([, quoted, index, name]) =>
    index === undefined ? (quoted ?? name ?? '') : Number(index),
  );
  return validateObject(replaced(example(kind), steps, value as string));
}

describe('examples', () => {
  test('there is one of every emitted kind', () => {
    const kinds = EMITTED_KINDS.map((kind) => `${kind.group === '' ? '' : `${kind.group}/`}${kind.version} ${kind.kind}`);
    expect(NAMED.map(([name]) => name).sort()).toEqual(kinds.sort());
  });

  test.each(NAMED)('%s is accepted', (_, manifest) => {
    expect(validateObject(manifest)).toEqual([]);
  });
});

describe('planted mistakes', () => {
  test.each(NAMED)('%s: every single mistake is caught where it is', (_, manifest) => {
    const mutations = mutateObject(manifest, schema(manifest));
    const missed = mutations.filter(
      ({ object, path }) => !validateObject(object).some((error) => error.startsWith(`${path}:`)),
    );
    expect(missed.map(({ mistake, path }) => `${path}: ${mistake}`)).toEqual([]);
    expect(mutations.length).toBeGreaterThan(8);
  });

  test('the four sorts of mistakes are planted', () => {
    const service = example('Service');
    const planted = mutateObject(service, schema(service)).map(({ mistake, path }) => `${path}: ${mistake}`);
    expect(planted).toEqual(
      expect.arrayContaining([
        'metadata.name: missing',
        'spec.ports[1].port: missing',
        'spec.ports[0].targetPort: wrong type',
        'spec.ports[0].misspeltName: misspelt',
        'spec.type: not in enum',
      ]),
    );
  });

  test('mutating leaves the example as it was', () => {
    const before = JSON.stringify(EXAMPLES);
    for (const manifest of EXAMPLES) mutateObject(manifest, schema(manifest));
    expect(JSON.stringify(EXAMPLES)).toBe(before);
  });
});

describe('every place of every schema', () => {
  /** What goes wrong at a place, beyond what the examples reach: each expectation is a path with a reason. */
  function expectations({ steps, schema: place }: SchemaPlace): [unknown, string][] {
    const found: [unknown, string][] = [];
    if (typesOf(place).length > 0) found.push([wrongTypeFor(place), `${fieldPath(steps)}: must be`]);
    if (place['additionalProperties'] === false) {
      found.push([{ misspeltName: 1 }, `${fieldPath([...steps, 'misspeltName'])}: unknown field`]);
    }
    for (const name of (place['required'] ?? []) as string[]) {
      found.push([{}, `${fieldPath([...steps, name])}: required`]);
    }
    if (place['enum'] !== undefined) found.push(['NotOneOfThem', `${fieldPath(steps)}: must be one of`]);
    return found;
  }

  test.each(NAMED)('%s: every typed leaf, required property, enum and unknown name is judged', (_, manifest) => {
    const missed: string[] = [];
    for (const place of schemaPlaces(schema(manifest)).filter(({ steps }) => steps.length > 0)) {
      for (const [wrong, expected] of expectations(place)) {
        const errors = validateObject(replaced(manifest, place.steps, wrong as string));
        if (!errors.some((error) => error.startsWith(expected))) missed.push(expected);
      }
    }
    expect(missed).toEqual([]);
  });
});

describe('as an API server judges', () => {
  test('an unknown kind or no kind is an error', () => {
    expect(validateObject({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' } })).toEqual([
      'kind: Pod of v1 is not among the emitted kinds',
    ]);
    expect(validateObject(null)).toEqual(['(object): no apiVersion and kind']);
    expect(validateObject({ kind: 'Service' })).toEqual(['(object): no apiVersion and kind']);
  });

  test.each([
    ['500m', true],
    ['1.5Gi', true],
    ['1e3', true],
    ['.5', true],
    ['5.', true],
    [2, true],
    [0.5, true],
    ['+1', true],
    ['-1', false],
    [-1, false],
    ['1 Gi', false],
    ['1GiB', false],
    ['1g', false],
    ['', false],
    [true, false],
    [null, false],
    [['1'], false],
  ])('quantity %j: %s', (value, good) => {
    expect(changed('Deployment', 'spec.template.spec.containers[0].resources.requests.cpu', value).length === 0).toBe(good);
  });

  test.each([
    ['PodDisruptionBudget', 'spec.maxUnavailable', 1, true],
    ['PodDisruptionBudget', 'spec.maxUnavailable', '30%', true],
    ['PodDisruptionBudget', 'spec.maxUnavailable', '100%', true],
    ['PodDisruptionBudget', 'spec.maxUnavailable', '130%', false],
    ['PodDisruptionBudget', 'spec.maxUnavailable', '1', false],
    ['PodDisruptionBudget', 'spec.maxUnavailable', 'all', false],
    ['PodDisruptionBudget', 'spec.maxUnavailable', 1.5, false],
    ['PodDisruptionBudget', 'spec.maxUnavailable', -1, false],
    ['Service', 'spec.ports[0].targetPort', 8080, true],
    ['Service', 'spec.ports[0].targetPort', 'http-2', true],
    ['Service', 'spec.ports[0].targetPort', '8080', false],
    ['Service', 'spec.ports[0].targetPort', 'Http', false],
    ['Service', 'spec.ports[0].targetPort', 'a-name-that-is-too-long', false],
    ['Service', 'spec.ports[0].targetPort', 70000, false],
    ['Service', 'spec.ports[0].targetPort', 0, false],
    ['NetworkPolicy', 'spec.egress[0].ports[0].port', '15443', false],
  ])('%s %s = %j: %s', (kind, path, value, good) => {
    expect(changed(kind, path, value).length === 0).toBe(good);
  });

  test.each([
    ['Secret', 'data.config', 'not base64!', 'data.config: must match format "byte"'],
    ['Service', 'spec.ports[0].protocol', 'HTTP', 'spec.ports[0].protocol: must be one of SCTP, TCP, UDP'],
    ['Service', 'spec.ports[1]', { port: 80 }, 'spec.ports: two elements have the same keys, or one lacks a key'],
    ['Service', 'metadata.name', '1st', 'metadata.name: must match pattern'],
    ['Service', 'status', {}, 'status: unknown field'],
    ['Namespace', 'metadata.namespace', 'orders', 'metadata.namespace: not allowed for this kind'],
    ['ConfigMap', 'metadata.namespace', undefined, 'metadata.namespace: required'],
    ['ConfigMap', 'metadata.labels.bad', 'no spaces', 'metadata.labels.bad: must match pattern'],
    ['ConfigMap', 'metadata.labels["a/b/c"]', 'x', 'metadata.labels: property name must be valid'],
    ['ConfigMap', 'data[".."]', 'x', 'data: property name must be valid'],
    ['ConfigMap', 'metadata.annotations["a b"]', 'x', 'metadata.annotations: property name must be valid'],
    ['Deployment', 'spec.replicas', -1, 'spec.replicas: must be >= 0'],
    [
      'Deployment',
      'spec.template.spec.containers[0].env[0].name',
      'a=b',
      'spec.template.spec.containers[0].env[0].name: must match',
    ],
    ['Deployment', 'spec.template.spec.volumes[0].name', 'a.b', 'spec.template.spec.volumes[0].name: must match'],
    ['ConfigMap', 'data.number', 1, 'data.number: must be string'],
    ['ConfigMap', 'metadata.creationTimestamp', 'today', 'metadata.creationTimestamp: must match format'],
    ['DestinationRule', 'spec.trafficPolicy.outlierDetection.interval', '5', 'spec.trafficPolicy.outlierDetection.interval: must match format'],
    ['DestinationRule', 'spec.trafficPolicy.outlierDetection.interval', '0s', 'spec.trafficPolicy.outlierDetection.interval: must match format'],
    ['DestinationRule', 'spec.trafficPolicy.loadBalancer.localityLbSetting.failover[0].too', 'x', 'spec.trafficPolicy.loadBalancer.localityLbSetting.failover[0].too: unknown field'],
    ['VirtualService', 'spec.http[0].match[0].uri', { exact: '/a', prefix: '/b' }, 'spec.http[0].match[0].uri: must match exactly one schema in oneOf'],
    ['HTTPRoute', 'spec.rules[0].timeouts.request', '10', 'spec.rules[0].timeouts.request: must match pattern'],
    ['ApplicationSet', 'spec.template.spec.source.repoUrl', 'x', 'spec.template.spec.source.repoUrl: unknown field'],
    ['ApplicationSet', 'spec.generators[0].git.template', { metadata: {}, spec: { project: 1 } }, 'spec.generators[0].git.template.spec.project: must be string'],
    ['Application', 'spec.syncPolicy.automated.selfheal', true, 'spec.syncPolicy.automated.selfheal: unknown field'],
  ])('%s %s = %j is refused', (kind, path, value, expected) => {
    expect(changed(kind, path, value)).toEqual(expect.arrayContaining([expect.stringContaining(expected)]));
  });

  test('what may hold anything does', () => {
    expect(changed('ApplicationSet', 'spec.generators[1].matrix.generators[0].list.elements[0].any', { deep: [1] })).toEqual([]);
    expect(changed('ConfigMap', 'data.another', 'text')).toEqual([]);
  });

  test.each([
    ['1h30m', 5_400_000],
    ['1.5s', 1500],
    ['800ms', 800],
    ['5', undefined],
    ['-1s', undefined],
    ['1 s', undefined],
  ])('duration %s', (text, milliseconds) => {
    expect(goDurationMs(text)).toBe(milliseconds);
  });
});

test('no schema holds prose', () => {
  for (const manifest of EXAMPLES) {
    const group = manifest.apiVersion.includes('/') ? manifest.apiVersion.replace('/', '_') : `core_${manifest.apiVersion}`;
    const text = readFileSync(`schemas/kubernetes/${group}_${manifest.kind}.json`, 'utf8');
    expect(text).not.toMatch(/"description": "/);
  }
});

test('objects are closed and leaves are typed, but for what Kubernetes leaves open', () => {
  const open = NAMED.flatMap(([name, manifest]) =>
    schemaPlaces(schema(manifest))
      .filter(({ schema: place }) => !isClosed(place))
      .map(({ steps }) => `${name.split(' ')[1]} ${fieldPath(steps)}`),
  );
  expect(open.filter((place) => !place.endsWith('metadata.managedFields[0].fieldsV1'))).toEqual([
    'Application operation.sync.source.helm.valuesObject',
    'ApplicationSet spec.generators[0].clusterDecisionResource.template.spec.source.helm.valuesObject',
    'ApplicationSet spec.generators[0].list.elements[0]',
    'ApplicationSet spec.generators[0].matrix.generators[0].matrix',
    'ApplicationSet spec.generators[0].matrix.generators[0].merge',
    'ApplicationSet spec.generators[0].matrix.generators[0].plugin.input.parameters.key',
    'ClusterIssuer spec.acme.solvers[0].dns01.webhook.config',
    'AlertmanagerConfig spec.route.routes[0]',
  ]);
});

/** True where a schema says what may stand there: a type, and of an object its properties or what its values are. */
function isClosed(place: JsonObject): boolean {
  if (place['const'] !== undefined || place['enum'] !== undefined) return true;
  const types = typesOf(place);
  if (types.includes('object')) return place['additionalProperties'] !== undefined;
  if (types.includes('array')) return place['items'] !== undefined;
  return types.length > 0;
}
