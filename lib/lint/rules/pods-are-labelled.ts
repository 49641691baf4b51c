import { listed } from '../../core/text';
import { defineRule } from '../define-rule';
import { fieldOf } from '../pod-template';

/** What every sample of telemetry must say, so that dashboards and alerts of all clusters can be one. */
const REQUIRED = [
  'cell',
  'cluster',
  'criticality',
  'environment',
  'namespace',
  'provider',
  'region',
  'service',
  'team',
  'version',
] as const;

/** Pods carry the ten labels that metrics, logs and traces are told apart by. */
export const podsAreLabelled = defineRule({
  name: 'pod-label-missing',
  reason:
    "Telemetry takes its labels from the pods; without one of the ten its samples are lost to the fleet's dashboards.",
  check(index, find) {
    for (const template of index.podTemplates) {
      const missing = REQUIRED.filter((key) => (template.labels[key] ?? '') === '');
      if (missing.length === 0) continue;
      find(
        template.entry,
        fieldOf(template, 'metadata.labels'),
        `lacks ${listed(missing)}`,
        "Copy the labels of the app's Deployment.",
      );
    }
  },
});
