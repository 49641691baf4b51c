import { everyContainer } from '../containers';
import type { PolicyRule } from '../policy-rule';

const REQUESTS = 'c.?resources.?requests.orValue({})';

/** Containers say how much CPU and memory they need, and how much memory they may take. */
export const mustDeclareResourceRequests: PolicyRule = {
  name: 'must-declare-resource-requests',
  layer: 'infrastructure',
  target: 'workloads',
  reason:
    'The capacity that is left when a region is lost is counted in requests, and without a limit one leak starves the node.',
  remedy: 'Set requests for CPU and memory, and a limit for memory.',
  validations: [
    everyContainer(`'cpu' in ${REQUESTS} && 'memory' in ${REQUESTS}`, 'lacks requests for CPU and memory'),
    everyContainer("'memory' in c.?resources.?limits.orValue({})", 'lacks a limit for memory'),
  ],
};
