import { parse } from 'yaml';
import { growFleet } from '../../../bench/fleet/grow-fleet';
import { readReferenceInputs } from '../../../bench/fleet/reference-inputs';
import { readInputs } from '../../../lib/config/read-inputs';
import { hasErrors, type Diagnostic } from '../../../lib/core/diagnostic';
import { resolveFleet } from '../../../lib/fleet/resolve-fleet';
import { derivePlan } from '../../../lib/plan/derive-plan';

const reference = readReferenceInputs(process.cwd());

interface Contract {
  readonly application: {
    readonly name: string;
    readonly calls?: { readonly to?: readonly string[]; readonly from?: readonly string[] };
    readonly traffic?: { readonly hosts?: readonly string[] };
  };
}

function contractOf(files: ReadonlyMap<string, string>, app: string): Contract['application'] {
  return (parse(files.get(`apps/${app}/app.yaml`) ?? '') as Contract).application;
}

describe('a fleet of the benchmark', () => {
  test('has as many apps as asked, the reference fleet in turn', () => {
    const apps = [...growFleet(reference, 10).keys()].flatMap(
      (path) => /^apps\/(.*)\/app\.yaml$/.exec(path)?.[1] ?? [],
    );
    expect(apps).toHaveLength(10);
    expect(apps).toContain('storefront-1');
    expect(apps).toContain('compliance-records-2');
    expect(apps).not.toContain('storefront-2');
  });

  test('keeps calls inside a round, and hosts apart', () => {
    const files = growFleet(reference, 14);
    expect(contractOf(files, 'storefront-2').calls?.to).toEqual(['catalogue-2', 'checkout-2']);
    expect(contractOf(files, 'storefront-2').traffic?.hosts).toEqual(['www-2.shop.example.com']);
  });

  test('drops the calls to apps that a round cut short lacks', () => {
    expect(contractOf(growFleet(reference, 9), 'checkout-2').calls).toEqual({
      to: ['catalogue-2'],
      from: [],
    });
  });

  test('is a valid fleet at every cut of a round', () => {
    for (const count of [0, 7, 8, 9, 10, 11, 12, 13, 400]) {
      const found: Diagnostic[] = [];
      const report = (diagnostic: Diagnostic): void => void found.push(diagnostic);
      const inputs = readInputs({ files: growFleet(reference, count), unreadable: [] }, report);
      const fleet = inputs && resolveFleet(inputs, report);
      const plan = fleet && derivePlan(fleet, report);
      expect({ count, errors: found.filter((diagnostic) => hasErrors([diagnostic])) }).toEqual({
        count,
        errors: [],
      });
      expect(plan?.apps).toHaveLength(count);
    }
  });
});
