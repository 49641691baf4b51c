import type { Manifest } from '../../../../lib/core/manifest';
import { webhooksLeaveAWayBack } from '../../../../lib/lint/rules/webhooks-leave-a-way-back';
import { compileMini, sentencesOf, withObject } from '../../../support/compiled';

const SPARED = {
  matchExpressions: [
    { key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['kube-system', 'argocd'] },
  ],
};

function sentences(webhook: Readonly<Record<string, unknown>>): readonly string[] {
  const object = {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'MutatingWebhookConfiguration',
    metadata: { name: 'changes-pods' },
    webhooks: [webhook],
  } as unknown as Manifest;
  return sentencesOf(webhooksLeaveAWayBack, withObject(compileMini(), 'us', 'policy', object));
}

describe('a webhook', () => {
  test('that fails closed leaves Kubernetes and Argo CD alone', () => {
    expect(sentences({ name: 'x', failurePolicy: 'Fail' })).toEqual([
      'MutatingWebhookConfiguration.admissionregistration.k8s.io changes-pods (us, unit baseline/policy): webhooks[0].namespaceSelector lets the webhook decide about kube-system and argocd, and failurePolicy is Fail | Exempt them: kubernetes.io/metadata.name NotIn [kube-system, argocd]; or use a ValidatingAdmissionPolicy, which the API server judges itself.',
    ]);
  });

  test('fails closed unless it says otherwise', () => {
    expect(sentences({ name: 'x' })).toHaveLength(1);
    expect(sentences({ name: 'x', failurePolicy: 'Ignore' })).toEqual([]);
  });

  test('must spare both', () => {
    const one = { matchExpressions: [{ ...SPARED.matchExpressions[0], values: ['kube-system'] }] };
    expect(sentences({ name: 'x', namespaceSelector: one })[0]).toMatch(/decide about argocd, and/);
    expect(sentences({ name: 'x', namespaceSelector: SPARED })).toEqual([]);
  });
});
