import type { NodePoolFacts } from '../provider';

/**
 * Node auto-provisioning of AKS, which AKS Automatic is built on: Karpenter that the provider runs. Labels: those of
 * `pkg/apis/v1beta1/labels.go` of its provider for Azure.
 */
export const AUTO_PROVISIONING: NodePoolFacts = {
  controller: 'provider',
  nodeClass: { group: 'karpenter.azure.com', kind: 'AKSNodeClass' },
  machine: {
    cpu: 'karpenter.azure.com/sku-cpu',
    memory: 'karpenter.azure.com/sku-memory',
  },
  families: { key: 'karpenter.azure.com/sku-family', form: /^[A-Z]{1,3}$/, usual: ['D', 'E', 'F'] },
  rules: [],
};

/** Why nothing is written for the autoscaler of AKS. */
export const AKS_POOLS =
  'AKS runs the cluster autoscaler itself, and the bounds of a node pool are settings of the pool in Azure: no object in the cluster holds them.';
