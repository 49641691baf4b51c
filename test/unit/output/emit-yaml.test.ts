import type { Json } from '../../../lib/core/manifest';
import { emitYaml } from '../../../lib/output/emit-yaml';

/** The text of a value under the key `v`, without that key. */
function emitted(value: Json): string {
  return emitYaml({ v: value }).replace(/^v: ?/, '').replace(/\n$/, '');
}

describe('emitYaml', () => {
  it('writes a manifest as people write one', () => {
    const manifest = {
      spec: {
        template: {
          spec: {
            containers: [
              { name: 'web', image: 'registry.example/web:1.4@sha256:0a', args: ['--port', '8080'] },
            ],
          },
        },
        replicas: 3,
        paused: false,
        selector: {},
        tolerations: [],
      },
      metadata: { namespace: 'shop', name: 'web', annotations: { note: 'two\nlines\n' } },
      kind: 'Deployment',
      apiVersion: 'apps/v1',
    };
    expect(emitYaml(manifest)).toBe(
      [
        'apiVersion: apps/v1',
        'kind: Deployment',
        'metadata:',
        '  annotations:',
        '    note: |',
        '      two',
        '      lines',
        '  name: web',
        '  namespace: shop',
        'spec:',
        '  paused: false',
        '  replicas: 3',
        '  selector: {}',
        '  template:',
        '    spec:',
        '      containers:',
        '        - args:',
        '            - "--port"',
        '            - "8080"',
        '          image: registry.example/web:1.4@sha256:0a',
        '          name: web',
        '  tolerations: []',
        '',
      ].join('\n'),
    );
  });

  it('puts apiVersion, kind and metadata first at the top alone', () => {
    expect(emitYaml({ a: { kind: 1, apiVersion: 2, a: 3 }, kind: 'K' })).toBe(
      'kind: K\na:\n  a: 3\n  apiVersion: 2\n  kind: 1\n',
    );
  });

  it('sorts keys by code point, those like numbers too', () => {
    const keys = ['10', '9', 'b', 'B', '\u{1f600}', '\uffff', 'a-b', 'a'];
    const text = emitYaml(Object.fromEntries(keys.map((key) => [key, 0])));
    expect(text).toBe('"10": 0\n"9": 0\nB: 0\na: 0\na-b: 0\nb: 0\n"\\uffff": 0\n"\\U0001f600": 0\n');
  });

  it.each<[Json, string]>([
    ['text', 'text'],
    ['', '""'],
    ['/ready', '/ready'],
    ['two words, (and more)', 'two words, (and more)'],
    ['https://example.com:8443/a', 'https://example.com:8443/a'],
    ['500m', '500m'],
    ['10.0.0.0/16', '10.0.0.0/16'],
    ['1.35', '"1.35"'],
    ['25%', '"25%"'],
    ['No', '"No"'],
    ['a: b', '"a: b"'],
    ['a #b', '"a #b"'],
    ['-a', '"-a"'],
    ['say "so" \\ \t', '"say \\"so\\" \\\\ \\t"'],
    ['\0\x85\u2028\ufeff\u{1f600}', '"\\x00\\x85\\u2028\\ufeff\\U0001f600"'],
    ['two\nlines', '"two\\nlines"'],
    ['two\nends\n\n', '"two\\nends\\n\\n"'],
    [' indented\n', '" indented\\n"'],
    ['a\n  b\n\n   \nc\n', '|\n  a\n    b\n\n     \n  c'],
    ['# +argocd:skip-file-rendering\n', '"# \\x2bargocd:skip-file-rendering\\n"'],
  ])('writes the string %j as %s', (value, expected) => {
    expect(emitted(value)).toBe(expected);
  });

  it.each<[number, string]>([
    [0, '0'],
    [-0, '0'],
    [-12, '-12'],
    [1.5, '1.5'],
    [2 ** 60, '1152921504606846976'],
    [1e20, '100000000000000000000'],
    [1e21, '1.0e+21'],
    [2.5e-7, '2.5e-7'],
    [5e-324, '5.0e-324'],
  ])('writes the number %d as %s', (value, expected) => {
    expect(emitted(value)).toBe(expected);
  });

  it('writes collections in collections', () => {
    expect(emitYaml([[1, [2]], [], {}, [{}], { a: [], b: [{ c: null }] }, 'x\n', { d: 'y\n' }])).toBe(
      '- - 1\n  - - 2\n- []\n- {}\n- - {}\n- a: []\n  b:\n    - c: null\n- |\n  x\n- d: |\n    y\n',
    );
  });

  it('writes a key that is too long for a line of its own as an explicit one', () => {
    const key = 'k'.repeat(1001);
    expect(emitYaml({ [key]: { a: 1 } })).toBe(`? ${key}\n:\n  a: 1\n`);
    expect(emitYaml({ ['k'.repeat(1000)]: 1 })).toBe(`${'k'.repeat(1000)}: 1\n`);
  });

  it.each<[string, unknown, string]>([
    ['NaN', { spec: { a: [1, NaN] } }, 'NaN is not a number that a manifest can hold (at .spec.a.1)'],
    ['Infinity', { a: -Infinity }, '-Infinity is not a number that a manifest can hold (at .a)'],
    ['undefined', { a: undefined }, 'undefined is not a value that a manifest can hold (at .a)'],
    ['a hole in a list', { a: [1, , 2] }, 'undefined is not a value that a manifest can hold (at .a.1)'], // eslint-disable-line no-sparse-arrays
    ['a bigint', { a: 1n }, 'a bigint is not a value that a manifest can hold (at .a)'],
    ['a function', { a: () => 1 }, 'a function is not a value that a manifest can hold (at .a)'],
    [
      'a date',
      { a: { b: new Date(0) } },
      'an instance of Date is not a value that a manifest can hold (at .a.b)',
    ],
    ['a map', new Map(), 'an instance of Map is not a value that a manifest can hold (at the top)'],
    ['half a pair', { a: 'x\ud800' }, 'half a surrogate pair is not text that a manifest can hold (at .a)'],
    [
      'half a pair as key',
      { a: { '\udc00': 1 } },
      'half a surrogate pair is not text that a manifest can hold (at .a."\\udc00")',
    ],
  ])('refuses %s, and says where it stands', (_, value, message) => {
    expect(() => emitYaml(value as Json)).toThrow(message);
  });

  it('takes a map without prototype, and one whose keys are those of a prototype', () => {
    const bare = Object.assign(Object.create(null) as object, { a: 1 });
    expect(emitYaml(bare as Json)).toBe('a: 1\n');
    expect(emitYaml(JSON.parse('{"__proto__": {"b": 1}, "constructor": 2}') as Json)).toBe(
      '"__proto__":\n  b: 1\nconstructor: 2\n',
    );
  });
});
