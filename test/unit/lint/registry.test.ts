import { RULES } from '../../../lib/lint/registry';
import { compileMini, findingsOf } from '../../support/compiled';
import { BACKED_UP } from '../../support/backed-up';

describe('the rules', () => {
  const fleet = compileMini(BACKED_UP);

  test.each(RULES.map((rule) => [rule.message.code, rule] as const))(
    '%s finds nothing in what is compiled',
    (_, rule) => {
      expect(findingsOf(rule, fleet).map(({ message }) => message)).toEqual([]);
    },
  );

  test('each has a code of its own', () => {
    const codes = RULES.map(({ message }) => message.code);
    expect([...new Set(codes)]).toEqual(codes);
    expect(codes.filter((code) => !/^lint\/[a-z]+(-[a-z]+)*$/.test(code))).toEqual([]);
  });
});
