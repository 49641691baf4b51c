import { compareCodePoints, counted, listed, nearest, sortedUnique } from '../../../lib/core/text';

describe('the nearest name', () => {
  it.each([
    ['stabel', ['canary', 'stable'], 'stable'],
    ['us-esat-1', ['us-west-1', 'us-east-1'], 'us-east-1'],
    ['minReplicaPerRegion', ['maxReplicasPerRegion', 'minReplicasPerRegion'], 'minReplicasPerRegion'],
    ['eus', ['us'], 'us'],
  ])('to %s among %s is %s', (name, known, expected) => {
    expect(nearest(name, known)).toBe(expected);
  });

  it.each([
    ['sidecars', ['traffic', 'runtime']],
    ['mian', ['main']],
    ['anything', []],
  ])('to %s among %s is none', (name, known) => {
    expect(nearest(name, known)).toBeUndefined();
  });

  it('does not depend on the order of what is known', () => {
    expect(nearest('ab', ['ac', 'aa'])).toBe(nearest('ab', ['aa', 'ac']));
  });

  it('is found quickly for endless names', () => {
    const started = performance.now();
    expect(nearest('x'.repeat(1_000_000), ['y'.repeat(1_000_000)])).toBeUndefined();
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('words for a sentence', () => {
  it.each([
    [[], ''],
    [['a'], 'a'],
    [['a', 'b'], 'a and b'],
    [['a', 'b', 'c'], 'a, b and c'],
  ])('%j are joined', (words, text) => {
    expect(listed(words)).toBe(text);
  });

  it('take another last word', () => {
    expect(listed(['a', 'b', 'c'], 'or')).toBe('a, b or c');
  });

  it('count', () => {
    expect([counted(0, 'file'), counted(1, 'file'), counted(2, 'entry', 'entries')]).toEqual([
      '0 files',
      '1 file',
      '2 entries',
    ]);
  });
});

describe('the order of names', () => {
  it('puts capitals first, and digits by their characters', () => {
    expect(sortedUnique(['b10', 'a', 'b9', 'B', 'a'])).toEqual(['B', 'a', 'b10', 'b9']);
  });

  it('puts what UTF-16 writes with surrogates last', () => {
    expect(compareCodePoints('\uffff', '\u{10000}')).toBeLessThan(0);
    expect('\uffff' < '\u{10000}').toBe(false);
  });
});
