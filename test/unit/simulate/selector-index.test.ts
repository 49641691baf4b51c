import fc from 'fast-check';
import { readSelector, selects } from '../../../lib/simulate/label-selector';
import { selectorIndex } from '../../../lib/simulate/selector-index';

const key = fc.constantFrom('a', 'b', 'c');
const value = fc.constantFrom('1', '2');
const labels = fc.dictionary(key, value);
const expression = fc.record({
  key,
  operator: fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist'),
  values: fc.array(value, { maxLength: 2 }),
});
const selector = fc
  .record({ matchLabels: labels, matchExpressions: fc.array(expression, { maxLength: 2 }) })
  .map(readSelector);

describe('the index of selectors', () => {
  test('finds what trying every selector finds', () => {
    fc.assert(
      fc.property(fc.array(selector, { maxLength: 12 }), labels, (selectors, asked) => {
        const index = selectorIndex<number>();
        selectors.forEach((one, number) => index.add(one, number));
        const found = [...index.selecting(asked)].sort((a, b) => a - b);
        expect(found).toEqual(selectors.flatMap((one, number) => (selects(one, asked) ? [number] : [])));
      }),
    );
  });
});
