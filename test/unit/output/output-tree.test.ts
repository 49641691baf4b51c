import { serialise } from '../../../lib/output/output-tree';
import { formatOwned, readOwned } from '../../../lib/output/ownership';

describe('serialise', () => {
  it('gives every file its text, and every folder at the top its list, in the order of paths', () => {
    const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', namespace: 'shop' } };
    const tree = serialise([
      { path: 'na/units/apps/web.yaml', cluster: 'na', unit: 'u', content: { yaml: { b: 1, a: [] } } },
      { path: 'na/apps/web/shop/configmap_x.yaml', cluster: 'na', unit: 'u', object },
      { path: '_reports/index.md', cluster: '_reports', unit: 'r', content: { text: '# Fleet\n' } },
      { path: '_fleet/x.yaml', cluster: '_fleet', unit: 'f', object },
    ]);
    const text = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n  namespace: shop\n';
    expect([...tree]).toEqual([
      ['_fleet/.owned', 'x.yaml\n'],
      ['_fleet/x.yaml', text],
      ['_reports/.owned', 'index.md\n'],
      ['_reports/index.md', '# Fleet\n'],
      ['na/.owned', 'apps/web/shop/configmap_x.yaml\nunits/apps/web.yaml\n'],
      ['na/apps/web/shop/configmap_x.yaml', text],
      ['na/units/apps/web.yaml', 'a: []\nb: 1\n'],
    ]);
  });
});

describe('an ownership list', () => {
  it('is sorted, without duplicates, and read back', () => {
    const text = formatOwned(['b/c', 'a', 'b', 'a']);
    expect(text).toBe('a\nb\nb/c\n');
    expect(readOwned(text)).toEqual({ paths: new Set(['a', 'b', 'b/c']), refused: [] });
    expect(readOwned('')).toEqual({ paths: new Set(), refused: [] });
  });

  it('takes line breaks of either kind, and no line that could lead elsewhere', () => {
    const lines = [
      'a',
      '../b',
      '/c',
      'd/../e',
      'f\0',
      'g\\h',
      '.',
      '..',
      'i//j',
      'k/',
      '.owned',
      'l/.owned',
      '\tm',
      'n.yaml',
    ];
    expect(readOwned(lines.join('\r\n'))).toEqual({
      paths: new Set(['a', 'l/.owned', 'n.yaml']),
      refused: ['../b', '/c', 'd/../e', 'f\0', 'g\\h', '.', '..', 'i//j', 'k/', '.owned', '\tm'],
    });
  });
});
