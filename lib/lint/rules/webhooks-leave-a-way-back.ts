import { listOf, objectOf, textOf } from '../../core/json';
import type { Json } from '../../core/manifest';
import { listed } from '../../core/text';
import { readSelector, selects } from '../../simulate/label-selector';
import { NAMESPACE_NAME_LABEL } from '../../plan/names';
import { defineRule } from '../define-rule';

/** Where Kubernetes itself and Argo CD run. */
const WAY_BACK = ['kube-system', 'argocd'];

const TYPES = ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'].map(
  (kind) => `${kind}.admissionregistration.k8s.io`,
);

/** A webhook that is down never keeps Kubernetes and Argo CD from starting. */
export const webhooksLeaveAWayBack = defineRule({
  name: 'webhook-without-way-back',
  reason:
    'While such a webhook does not answer no pod starts, its own and those of Argo CD neither, and no commit can take it back.',
  check(index, find) {
    for (const entry of TYPES.flatMap(index.ofType)) {
      listOf(entry.object['webhooks']).forEach((webhook, place) => {
        const held = heldBy(webhook);
        if (held.length === 0) return;
        find(
          entry,
          `webhooks[${place}].namespaceSelector`,
          `lets the webhook decide about ${listed(held)}, and failurePolicy is Fail`,
          `Exempt them: ${NAMESPACE_NAME_LABEL} NotIn [${WAY_BACK.join(', ')}]; or use a ValidatingAdmissionPolicy, which the API server judges itself.`,
        );
      });
    }
  },
});

/** Namespaces of the way back that wait for a webhook's answer. */
function heldBy(webhook: Json): readonly string[] {
  const { failurePolicy, namespaceSelector } = objectOf(webhook);
  if ((textOf(failurePolicy) ?? 'Fail') !== 'Fail') return [];
  const selector = readSelector(namespaceSelector);
  return WAY_BACK.filter((name) => selects(selector, { [NAMESPACE_NAME_LABEL]: name }));
}
