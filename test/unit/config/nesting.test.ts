import { isNestedTooDeeply, MAX_DEPTH } from '../../../lib/config/nesting';

const DEEP = MAX_DEPTH + 1;

describe('a text that is nested too deeply', () => {
  it.each([
    ['by brackets', '['.repeat(DEEP)],
    ['by braces', 'a: {'.repeat(DEEP)],
    ['by both', '[{'.repeat(DEEP / 2 + 1)],
    ['by dashes on one line', `${'- '.repeat(DEEP)}a`],
    ['by question marks', `${'? '.repeat(DEEP)}a`],
    ['though brackets are closed behind', `${'['.repeat(DEEP)}${']'.repeat(DEEP)}`],
  ])('is found %s', (_, text) => {
    expect(isNestedTooDeeply(text)).toBe(true);
  });

  it.each([
    ['as deep as may be', '['.repeat(MAX_DEPTH)],
    ['long, and flat', 'a: [b, {c: d}]\n'.repeat(1000)],
    ['with brackets in a literal', `a: |\n  ${'['.repeat(DEEP)}\nb: c\n`],
    ['with brackets in quotes', `a: "${'{'.repeat(DEEP)}"\n`],
    ['with brackets in a comment', `# ${'['.repeat(DEEP)}\na: b\n`],
    ['with brackets that nothing opened', `${']'.repeat(DEEP)}\n`],
    ['a long list of lists', '- - a\n'.repeat(DEEP)],
  ])('is not one that is %s', (_, text) => {
    expect(isNestedTooDeeply(text)).toBe(false);
  });
});
