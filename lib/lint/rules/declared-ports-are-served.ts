import type { Unit } from '../../compile/unit';
import { listOf, valueAt } from '../../core/json';
import { isCallable } from '../../plan/placement';
import type { AppPlan } from '../../plan/plan';
import { defineRule, type Find } from '../define-rule';
import type { LintIndex } from '../lint-index';

/** Wherever an app or a caller of it is, there is its Service, with every port that the contract declares. */
export const declaredPortsAreServed = defineRule({
  name: 'declared-port-unserved',
  reason:
    'Callers find an app by its Service in their own cluster: without it the name does not resolve, and without the port nothing answers.',
  check(index, find) {
    for (const unit of index.compiled.units) {
      const plan = unit.lane === 'apps' ? index.apps.get(unit.name) : undefined;
      if (plan !== undefined && isCallable(plan.app) && isThere(plan, unit))
        checkUnit(plan, unit, index, find);
    }
  },
});

function isThere({ placed, clients }: AppPlan, { cluster }: Unit): boolean {
  return [...placed, ...clients].some(({ id }) => id === cluster);
}

function checkUnit({ app }: AppPlan, unit: Unit, index: LintIndex, find: Find): void {
  const service = index.within('Service', unit.cluster, app.namespace).find(({ name }) => name === app.name);
  if (service === undefined) {
    find(
      unit,
      `Service ${app.namespace}/${app.name}`,
      'is missing',
      'Leave the Service of the app in place.',
    );
    return;
  }
  const served = listOf(valueAt(service.object, 'spec', 'ports')).map((port) => valueAt(port, 'port'));
  for (const { port, protocol } of app.facets.runtime.ports) {
    if (protocol !== 'none' && !served.includes(port))
      find(service, 'spec.ports', `lack ${port}, which the contract declares`, 'Serve every declared port.');
  }
}
