import { quoteLine } from '../../../lib/report/quote-line';

const at = (text: string, column: number, length = 1) => ({ file: 'a.yaml', line: 7, column, text, length });

describe('quoteLine', () => {
  it('points below what is meant', () => {
    expect(quoteLine(at('key: value', 6, 5))).toEqual([' 7 | key: value', '   |      ^^^^^']);
  });

  it('gives nothing for a line that is empty or unknown', () => {
    expect(quoteLine(at('', 1))).toEqual([]);
    expect(quoteLine(at('   ', 2))).toEqual([]);
  });

  it('ends its carets with the line', () => {
    expect(quoteLine(at('key: [', 6, 90))).toEqual([' 7 | key: [', '   |      ^']);
    expect(quoteLine(at('key', 40))[1]).toBe('   |    ^');
  });

  it('shows a tab as one column, and control characters as pictures', () => {
    expect(quoteLine(at('\tkey: \u0000x', 8))).toEqual([' 7 | →key: ␀x', '   |        ^']);
  });

  it('counts wide characters as two columns, and combining ones as none', () => {
    expect(quoteLine(at('日本: x', 5))).toEqual([' 7 | 日本: x', '   |       ^']);
    expect(quoteLine(at('e\u0301: x', 5))).toEqual([' 7 | e\u0301: x', '   |    ^']);
    expect(quoteLine(at('🚀: x', 5))).toEqual([' 7 | 🚀: x', '   |     ^']);
  });

  it.each([1, 50, 61, 500, 999_990, 1_000_000])(
    'cuts a long line to 100 columns around the caret at %d',
    (column) => {
      const text = `${'a'.repeat(999_999)}Z`;
      const [line = '', carets = ''] = quoteLine(at(text, column, 3));
      const [shown = ''] = /[^|]*$/.exec(line) ?? [];
      expect(shown.trim().replaceAll('…', '')).toHaveLength(100);
      const position = carets.indexOf('^');
      expect(line[position]).toBe(column === 1_000_000 ? 'Z' : 'a');
      expect(shown.includes(' …')).toBe(column > 61);
      expect(shown.endsWith('…')).toBe(column < 999_000);
    },
  );

  it('breaks no character in two where it cuts', () => {
    const [line = ''] = quoteLine(at('🚀'.repeat(400), 333, 2));
    expect(line).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/);
  });
});
