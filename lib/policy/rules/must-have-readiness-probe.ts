import type { PolicyRule } from '../policy-rule';

const UNPROBED = 'c.?ports.orValue([]).size() > 0 && !has(c.readinessProbe)';

/** Every container that serves a port says how to see that it is ready. One without ports gets no requests. */
export const mustHaveReadinessProbe: PolicyRule = {
  name: 'must-have-readiness-probe',
  layer: 'infrastructure',
  target: 'workloads',
  reason:
    'Without it requests are sent to pods that cannot answer yet or any more, and a rollout does not stop.',
  remedy: 'Add a readinessProbe.',
  onlyIf: { name: 'does-not-end', expression: "!(object.kind in ['Job', 'CronJob'])" },
  validations: [
    {
      expression: `!variables.pod.containers.exists(c, ${UNPROBED})`,
      message: `'serves a port without a readiness probe: ' + variables.pod.containers.filter(c, ${UNPROBED}).map(c, c.name).join(', ')`,
    },
  ],
};
