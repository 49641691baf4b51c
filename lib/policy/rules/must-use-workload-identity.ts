import { everyContainer } from '../containers';
import type { PolicyRule } from '../policy-rule';

/** Variables that cloud libraries read long-lived keys from. */
const CREDENTIALS = [
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AZURE_CLIENT_SECRET',
  'AZURE_CLIENT_CERTIFICATE_PATH',
  'GOOGLE_APPLICATION_CREDENTIALS',
];
const NAMES = `[${CREDENTIALS.map((name) => `'${name}'`).join(', ')}]`;

/** Pods run under a service account of their own, and get their permissions by it. */
export const mustUseWorkloadIdentity: PolicyRule = {
  name: 'must-use-workload-identity',
  layer: 'cloud IAM',
  target: 'pods',
  reason:
    'Who calls is decided by service account: with a shared one, or a copied key, others act in its name.',
  remedy: 'Name a ServiceAccount of its own, and give that the permissions instead of a key.',
  validations: [
    {
      expression: "variables.pod.?serviceAccountName.orValue('default') != 'default'",
      message: "'runs under the default account of the namespace'",
    },
    everyContainer(`!c.?env.orValue([]).exists(e, e.name in ${NAMES})`, 'is given a long-lived cloud key'),
  ],
};
