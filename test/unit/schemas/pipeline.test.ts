import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Json, JsonObject } from '../../../lib/core/manifest';
import { crdSchema } from '../../../scripts/import/crd-schema';
import { javascriptPattern } from '../../../scripts/import/javascript-pattern';
import { factsOf, readKubernetesFacts } from '../../../scripts/import/kubernetes-facts';
import { pruneCrd } from '../../../scripts/import/prune-crd';
import { findCrd, readCrds, type Crd } from '../../../scripts/import/read-crds';
import { mapChildren, type Schema } from '../../../scripts/import/schema';
import { shareDefinitions } from '../../../scripts/import/share-definitions';
import { readFolder, syncFolder } from '../../../scripts/import/sync-folder';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'import-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const object = (properties: JsonObject, more: JsonObject = {}): Schema => ({ type: 'object', properties, ...more });
const text: Schema = { type: 'string' };

function crd(spec: Schema, kind = 'Widget', group = 'example.com'): Crd {
  const names = { kind, plural: `${kind.toLowerCase()}s` };
  return { group, version: 'v1', kind, names, scope: 'Namespaced', schema: object({ spec, status: object({}) }) };
}

/** What stands at a path of schema keywords. */
function at(schema: Json, ...path: (string | number)[]): Json | undefined {
  return path.reduce<Json | undefined>((value, step) => (value as JsonObject | undefined)?.[step], schema);
}

function prunedSpec(spec: Schema, kind?: string, group?: string): Json | undefined {
  return at(pruneCrd(crd(spec, kind, group)), 'spec', 'versions', 0, 'schema', 'openAPIV3Schema', 'properties', 'spec');
}

describe('pruning', () => {
  test('prose, rules and status go; a property that is called description stays', () => {
    const spec = object({ description: { type: 'string', description: 'Says what.' } }, { 'x-kubernetes-validations': [] });
    expect(prunedSpec(spec)).toEqual(object({ description: text }));
    expect(JSON.stringify(pruneCrd(crd(spec)))).not.toContain('status');
  });

  test('branches are cut as listed, and what was required in them no longer is', () => {
    const template = object({ spec: text });
    const inner = { type: 'array', items: object({ list: object({ template }) }) };
    const generator = object(
      { list: object({ template, elements: text }), matrix: object({ generators: inner }), scmProvider: text },
      { required: ['scmProvider', 'list'] },
    );
    const spec = object({ generators: { type: 'array', items: generator }, template });
    const open = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
    expect(prunedSpec(spec, 'ApplicationSet', 'argoproj.io')).toEqual(
      object({
        generators: {
          type: 'array',
          items: object(
            {
              list: object({ template: open, elements: text }),
              matrix: object({ generators: { type: 'array', items: open } }),
            },
            { required: ['list'] },
          ),
        },
        template,
      }),
    );
  });
});

describe('strict schemas', () => {
  const strict = (spec: Schema): Json | undefined => at(crdSchema(crd(spec)), 'properties', 'spec');

  test('known objects are closed, open ones and maps are not', () => {
    expect(strict(object({ a: text }))).toEqual(object({ a: text }, { additionalProperties: false }));
    expect(strict({ type: 'object' })).toEqual(object({}, { additionalProperties: false }));
    expect(strict({ type: 'object', additionalProperties: text })).toEqual({ type: 'object', additionalProperties: text });
    const open = object({ a: text }, { 'x-kubernetes-preserve-unknown-fields': true });
    expect(strict(open)).toEqual(object({ a: text }));
  });

  test('a logical branch adds rules and closes nothing', () => {
    const branches = [{ required: ['a'] }, { not: object({ a: { minLength: 1 } }) }];
    expect(at(strict(object({ a: text }, { oneOf: branches })) as Json, 'oneOf')).toEqual(branches);
  });

  test('null, IntOrString and lists of different elements are said in JSON Schema', () => {
    expect(strict({ type: 'string', enum: ['a'], nullable: true })).toEqual({ type: ['string', 'null'], enum: ['a', null] });
    expect(strict({ 'x-kubernetes-int-or-string': true })).toEqual({ type: ['integer', 'string'] });
    expect(strict({ type: 'array', items: text, 'x-kubernetes-list-type': 'set' })).toMatchObject({ uniqueItems: true });
    const items = object({ port: { type: 'integer' }, protocol: { type: 'string', default: 'TCP' } });
    const keys = ['port', 'protocol'];
    const map = { type: 'array', items, 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': keys };
    expect(strict(map)).toMatchObject({ uniqueKeys: { port: null, protocol: 'TCP' } });
  });

  test('rules of CEL that schema can say are kept', () => {
    const rule = (cel: string): Schema => ({ type: 'string', 'x-kubernetes-validations': [{ rule: cel, message: 'no' }] });
    expect(strict(rule("duration(self) >= duration('1ms')"))).toEqual({ ...text, format: 'duration-of-1ms-or-more' });
    expect(strict(rule('self.other()'))).toEqual(text);
  });
});

test('patterns of Go that match either case do so in JavaScript', () => {
  const pattern = new RegExp(javascriptPattern('^a(?i)(abort|w\\.rn)?[0-9]$'));
  expect(['aAbOrT1', 'a7', 'aW.RN0'].every((text) => pattern.test(text))).toBe(true);
  expect(['Aabort1', 'aWaRN0', 'aabort'].some((text) => pattern.test(text))).toBe(false);
  expect(javascriptPattern('^(?i)(a|((?i)b))$')).toBe('^([aA]|([bB]))$');
  expect(javascriptPattern('^[a-z]+$')).toBe('^[a-z]+$');
  expect(javascriptPattern('(?i)[a-zA-Z0-9]')).toBe('[a-zA-Z0-9]');
  expect(() => javascriptPattern('(?i)[a-z]')).toThrow('Classes of either case: (?i)[a-z]');
});

test('shared definitions say what the whole schema said', () => {
  const long = object({ a: { type: 'string', pattern: 'x'.repeat(200) } });
  const whole = object({ one: long, two: long, three: object({ two: object({ one: long, two: long }) }) });
  const { schema, definitions } = shareDefinitions(whole);
  const expand = (child: Schema): Schema => {
    const reference = child['$ref'];
    const name = typeof reference === 'string' ? reference.replace('#/$defs/', '') : '';
    return mapChildren(definitions.get(name) ?? child, expand);
  };
  expect(expand(schema)).toEqual(whole);
  expect(definitions.size).toBe(1);
  expect(JSON.stringify(schema).length).toBeLessThan(JSON.stringify(whole).length);
});

describe('reading', () => {
  test('every served version of every definition in a folder, and nothing else', () => {
    const version = (name: string, served: boolean): JsonObject => ({ name, served, schema: { openAPIV3Schema: object({}) } });
    const manifest = {
      kind: 'CustomResourceDefinition',
      spec: {
        group: 'example.com',
        scope: 'Cluster',
        names: { kind: 'Widget' },
        versions: [version('v1', true), version('v1beta1', true), version('v1alpha1', false)],
      },
    };
    writeFileSync(join(folder, 'a.yaml'), `${stringify(manifest)}---\n${stringify({ kind: 'ConfigMap' })}`);
    writeFileSync(join(folder, 'empty.yaml'), '');
    writeFileSync(join(folder, 'readme.txt'), 'no: [yaml');
    const crds = readCrds([folder]);
    expect(crds.map(({ version, scope }) => `${version} ${scope}`)).toEqual(['v1 Cluster', 'v1beta1 Cluster']);
    const wanted = { from: 'documented', group: 'example.com', kind: 'Widget' } as const;
    expect(findCrd(crds, { ...wanted, version: 'v1beta1' }).version).toBe('v1beta1');
    expect(() => findCrd(crds, { ...wanted, version: 'v1alpha1' })).toThrow(
      'documented serves no Widget of example.com/v1alpha1.',
    );
  });

  test('enums and defaults of Kubernetes, of a property and of its elements', () => {
    const path = join(folder, 'pkg/generated/openapi');
    mkdirSync(path, { recursive: true });
    const source = [
      'func schema_k8sio_api_core_v1_ServicePort(ref common.ReferenceCallback) common.OpenAPIDefinition {',
      `${'\t'.repeat(5)}"protocol": {`,
      `${'\t'.repeat(7)}Default:     "TCP",`,
      `${'\t'.repeat(7)}Enum:        []interface{}{"SCTP", "TCP"},`,
      `${'\t'.repeat(5)}"families": {`,
      `${'\t'.repeat(7)}Default:     map[string]interface{}{},`,
      `${'\t'.repeat(10)}Enum:   []interface{}{"IPv4"},`,
    ];
    writeFileSync(join(path, 'zz_generated.openapi.go'), source.join('\n'));
    const facts = readKubernetesFacts(folder);
    const definition = 'io.k8s.api.core.v1.ServicePort';
    expect(factsOf(facts, definition, 'protocol')).toEqual({ default: 'TCP', enum: ['SCTP', 'TCP'] });
    expect(factsOf(facts, definition, 'families')).toEqual({ elementEnum: ['IPv4'] });
    expect(factsOf(facts, definition, 'port')).toEqual({});
  });
});

test('a folder is made to hold exactly the generated files', () => {
  syncFolder(join(folder, 'out'), new Map([['a.txt', '1'], ['b/c.txt', '2']]));
  syncFolder(join(folder, 'out'), new Map([['a.txt', '3']]));
  expect([...readFolder(join(folder, 'out'))]).toEqual([['a.txt', '3']]);
  expect(readFolder(join(folder, 'none')).size).toBe(0);
});
