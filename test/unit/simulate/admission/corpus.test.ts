import { POLICY_CORPUS } from '../../../../e2e/suites/policy/corpus';
import { corpusPolicies } from '../../../../e2e/suites/policy/corpus-policies';
import { policyName, POLICY_RULE_NAMES } from '../../../../lib/policy/registry';
import { sortedUnique } from '../../../../lib/core/text';
import { admission } from '../../../../lib/simulate/admission/admission';
import { compileMini } from '../../../support/compiled';
import type { Manifest } from '../../../../lib/core/manifest';

const objects = compileMini().compiled.units.find(
  ({ cluster, name }) => cluster === 'us' && name === 'policy',
);
const { judge, unread } = admission(corpusPolicies(objects?.objects ?? []));

describe('the corpus', () => {
  test('is judged by every policy', () => {
    expect(unread).toEqual([]);
  });

  test.each(POLICY_CORPUS.map((entry) => [entry.name, entry] as const))('%s', (_, { object, refusedBy }) => {
    const refusals = judge(object as unknown as Manifest);
    expect(sortedUnique(refusals.map(({ policy }) => policy))).toEqual(
      sortedUnique(refusedBy.map(policyName)),
    );
  });

  test('has names that differ, and objects that every rule refuses', () => {
    const names = POLICY_CORPUS.map(({ name }) => name);
    expect(sortedUnique(names)).toHaveLength(names.length);
    expect(sortedUnique(POLICY_CORPUS.flatMap(({ refusedBy }) => refusedBy))).toEqual(
      sortedUnique(POLICY_RULE_NAMES),
    );
  });
});
