import { listParameter, PARAMETER } from '../parameters';
import type { PolicyRule } from '../policy-rule';

const ACCOUNT =
  "object.metadata.?namespace.orValue('') + '/' + variables.pod.?serviceAccountName.orValue('default')";

/** Only an app whose contract says that it talks to the Kubernetes API holds a token for it. */
export const mustNotMountToken: PolicyRule = {
  name: 'must-not-mount-service-account-token-unless-needed',
  layer: 'cloud IAM',
  target: 'pods',
  reason: 'Whoever gets into a process with a token talks to the API server in its name.',
  remedy: 'Set automountServiceAccountToken to false, or identity.kubernetesApi in the contract.',
  variables: [{ name: 'accounts', expression: listParameter(PARAMETER.tokenAccounts) }],
  validations: [
    {
      expression: `variables.pod.?automountServiceAccountToken.orValue(true) == false || (${ACCOUNT}) in variables.accounts`,
      message: "'mounts a token of the API server, which the contract does not ask for'",
    },
  ],
};
