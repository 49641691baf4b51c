import { join } from 'node:path';
import { readInputs } from '../../../lib/config/read-inputs';
import { readSourceTree } from '../../../lib/config/read-source-tree';
import { raiseStrict, type Diagnostic } from '../../../lib/core/diagnostic';
import { resolveFleet } from '../../../lib/fleet/resolve-fleet';
import { derivePlan } from '../../../lib/plan/derive-plan';

const ROOT = join(__dirname, '../../..');

function readReference() {
  const found: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => void found.push(diagnostic);
  const inputs = readInputs(readSourceTree(ROOT), report);
  const fleet = inputs && resolveFleet(inputs, report);
  const plan = fleet && derivePlan(fleet, report);
  return { found: raiseStrict(found, true), inputs, fleet, plan };
}

describe('the reference fleet', () => {
  const { found, fleet, plan } = readReference();

  it('gives no finding, strict as it is', () => {
    expect(found).toEqual([]);
    expect(fleet?.strict).toBe(true);
  });

  it('has one production cluster in each of three geographies', () => {
    expect(fleet?.clusters.map(({ id, geography, environment }) => [id, geography, environment])).toEqual([
      ['aws-apse1-prod-platform-01', 'apac', 'prod'],
      ['aws-euw1-prod-platform-01', 'eu', 'prod'],
      ['aws-use1-prod-platform-01', 'na', 'prod'],
    ]);
  });

  it('shows every way to choose among regions that its data modes ask for', () => {
    expect(
      plan?.apps.map(({ app, locality, clients }) => [app.name, locality.kind, clients.map((c) => c.region)]),
    ).toEqual([
      ['catalogue', 'nearest', []],
      ['checkout', 'nearest', []],
      ['compliance-records', 'local', ['ap-southeast-1', 'us-east-1']],
      ['orders-api', 'primary-only', []],
      ['payments', 'primary-first', ['ap-southeast-1']],
      ['reporting', 'local', ['eu-west-1']],
      ['storefront', 'nearest', []],
    ]);
  });
});
