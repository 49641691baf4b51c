import type { RawTree } from '../core/raw-tree';

const PRODUCTION = {
  environment: 'prod',
  criticality: 'tier-1',
  policyProfile: 'restricted-prod',
  upgradeChannel: 'manual-prod',
};

const EKS_STANDARD = {
  ...PRODUCTION,
  provider: 'aws',
  service: 'eks',
  purpose: 'shared-apps',
  networkMode: 'vpc-cni-prefix-delegation',
  identityMode: 'eks-pod-identity',
  entrypoint: 'public-gateway',
  nodes: 'karpenter',
  observabilityProfile: 'eks-standard',
  backupProfile: 'velero-prod',
};

const AKS_STANDARD = {
  ...PRODUCTION,
  provider: 'azure',
  service: 'aks',
  purpose: 'shared-apps',
  networkMode: 'azure-cni-overlay',
  identityMode: 'workload-identity',
  entrypoint: 'application-gateway-for-containers',
  nodes: 'nap',
  observabilityProfile: 'aks-standard',
  backupProfile: 'azure-backup-aks-prod',
};

/**
 * Cluster profiles that are there without a file. A file of the same name under profiles/clusters/ takes their place.
 * The isolated ones are for workloads that a regulator looks at: nobody comes in from the internet, and pods have addresses
 * of the network (AKS) or can have security groups of their own (EKS). What the owner of the network does beside that is
 * said on the bootstrap page.
 */
export const BUILT_IN_CLUSTER_PROFILES: Readonly<Record<string, RawTree>> = {
  'eks-prod-standard': EKS_STANDARD,
  'eks-prod-isolated': {
    ...EKS_STANDARD,
    purpose: 'regulated',
    networkMode: 'vpc-cni-security-groups',
    entrypoint: 'internal-alb',
    nodes: 'managed-node-groups',
  },
  'aks-prod-standard': AKS_STANDARD,
  'aks-prod-isolated': {
    ...AKS_STANDARD,
    purpose: 'regulated',
    networkMode: 'azure-cni-podsubnet',
    entrypoint: 'private-ingress',
    nodes: 'cluster-autoscaler',
  },
};
