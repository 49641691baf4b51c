import type { NodePoolFacts } from '../provider';

/** Machines for general use: neither those that only burst, nor those for one purpose. */
const GENERAL = { form: /^[a-z]{1,4}$/, usual: ['c', 'm', 'r'] } as const;

/**
 * Karpenter, installed with the tree: the labels of `pkg/apis/v1/labels.go` of its provider for AWS. Prefixes of addresses
 * are given to machines on Nitro alone, and what came before the sixth generation is on its way out.
 */
export const KARPENTER: NodePoolFacts = {
  controller: 'installed',
  nodeClass: { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass' },
  machine: {
    cpu: 'karpenter.k8s.aws/instance-cpu',
    memory: 'karpenter.k8s.aws/instance-memory',
  },
  families: { key: 'karpenter.k8s.aws/instance-category', ...GENERAL },
  rules: [
    { key: 'karpenter.k8s.aws/instance-generation', operator: 'Gt', values: ['5'] },
    { key: 'karpenter.k8s.aws/instance-hypervisor', operator: 'In', values: ['nitro'] },
  ],
  reservations: true,
};

/**
 * EKS Auto Mode reads the same pools, with labels and a node class of its own (EKS user guide, "Create a Node Pool for EKS
 * Auto Mode"). The class `default` is there as long as one of the built-in pools is.
 */
export const AUTO_MODE: NodePoolFacts = {
  controller: 'provider',
  nodeClass: { group: 'eks.amazonaws.com', kind: 'NodeClass', name: 'default' },
  machine: {
    cpu: 'eks.amazonaws.com/instance-cpu',
    memory: 'eks.amazonaws.com/instance-memory',
  },
  families: { key: 'eks.amazonaws.com/instance-category', ...GENERAL },
  rules: [{ key: 'eks.amazonaws.com/instance-generation', operator: 'Gt', values: ['5'] }],
};
