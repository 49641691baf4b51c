import { listOf, objectOf, textOf } from '../../core/json';
import { defineRule, type Find } from '../define-rule';
import type { LintIndex } from '../lint-index';
import { fieldOf, type PodTemplate } from '../pod-template';

/** Variables that cloud libraries read long-lived keys from. */
const CREDENTIALS: readonly string[] = [
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AZURE_CLIENT_SECRET',
  'AZURE_CLIENT_CERTIFICATE_PATH',
  'GOOGLE_APPLICATION_CREDENTIALS',
];

/** Pods run under a service account of their own, without a token of the API server unless declared, and without cloud keys. */
export const podsHaveAnIdentity = defineRule({
  name: 'pod-without-identity',
  reason:
    'Who calls is decided by service account: a shared one, a token or a copied key lets others act in its name.',
  check(index, find) {
    for (const template of index.podTemplates) {
      checkAccount(template, find);
      checkToken(template, index, find);
      checkEnvironment(template, find);
    }
  },
});

function checkAccount(template: PodTemplate, find: Find): void {
  const account = textOf(template.spec['serviceAccountName']) ?? 'default';
  if (account !== 'default') return;
  find(
    template.entry,
    fieldOf(template, 'spec.serviceAccountName'),
    'is the default account of the namespace',
    'Name a ServiceAccount of its own.',
  );
}

function checkToken(template: PodTemplate, { apps, clusters }: LintIndex, find: Find): void {
  const { entry, spec } = template;
  if (spec['automountServiceAccountToken'] === false) return;
  const cluster = clusters.get(entry.cluster);
  const app = entry.unit?.lane === 'apps' ? apps.get(entry.unit.name)?.app : undefined;
  if (cluster !== undefined && app?.in(cluster).facets.identity.kubernetesApi === true) return;
  find(
    entry,
    fieldOf(template, 'spec.automountServiceAccountToken'),
    'is not false, and the app does not declare that it talks to the Kubernetes API',
    'Set it to false, or set identity.kubernetesApi in the contract.',
  );
}

function checkEnvironment({ entry, containers }: PodTemplate, find: Find): void {
  for (const { container, field } of containers) {
    listOf(container['env']).forEach((variable, index) => {
      const name = textOf(objectOf(variable)['name']) ?? '';
      if (!CREDENTIALS.includes(name)) return;
      find(
        entry,
        `${field}.env[${index}].name`,
        `is ${name}, a long-lived cloud key`,
        'Give the service account the permissions instead.',
      );
    });
  }
}
