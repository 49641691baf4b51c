import { listParameter, PARAMETER } from '../parameters';
import type { PolicyRule } from '../policy-rule';

/** A list without entries reads as one empty text. */
const PRESENT = "l == '' || variables.labels[?l].orValue('') != ''";

/** Pods carry the labels that metrics, logs, traces and bills are told apart by. */
export const mustCarryLabels: PolicyRule = {
  name: 'must-carry-labels',
  layer: 'infrastructure',
  target: 'workloads',
  reason:
    'Telemetry takes its labels from the pods: without one of them its samples, and the owner, are lost.',
  remedy: "Copy the labels of the app's Deployment.",
  variables: [
    { name: 'labels', expression: 'variables.template.?metadata.?labels.orValue({})' },
    { name: 'required', expression: listParameter(PARAMETER.labels) },
  ],
  validations: [
    {
      expression: `variables.required.all(l, ${PRESENT})`,
      message: `'its pods lack the labels ' + variables.required.filter(l, !(${PRESENT})).join(', ')`,
    },
  ],
};
