import {
  firewallNeed,
  NODE_BLOCK,
  NODE_LOCAL_DNS,
  PUBLIC_HTTPS,
  regionTable,
  type DiskClass,
  type Provider,
} from './provider';
import { awsBackup } from './backup/aws';
import { AUTO_MODE, KARPENTER } from './nodes/aws';
import { awsDns } from './dns/aws';
import { awsIdentity } from './identity/aws';
import { awsPeople } from './people/aws';
import { awsSecrets } from './secrets/aws';
import { EKS_SUPPORT } from './support';

/** What the AWS Load Balancer Controller makes a Network Load Balancer from; its own default scheme is internal. */
function networkLoadBalancer(scheme: 'internal' | 'internet-facing'): Readonly<Record<string, string>> {
  return {
    'service.beta.kubernetes.io/aws-load-balancer-attributes': 'load_balancing.cross_zone.enabled=true',
    'service.beta.kubernetes.io/aws-load-balancer-nlb-target-type': 'ip',
    'service.beta.kubernetes.io/aws-load-balancer-scheme': scheme,
    'service.beta.kubernetes.io/aws-load-balancer-type': 'external',
  };
}

/** Network modes of Amazon's own plug-in. */
const VPC_CNI = ['vpc-cni', 'vpc-cni-prefix-delegation', 'vpc-cni-custom', 'vpc-cni-security-groups'];

/** EKS marks no class as the default, and Auto Mode brings none, nor knows the usual driver: the EKS user guide. */
function gp3By(provisioner: string): DiskClass {
  return { name: 'meridian-gp3', written: { provisioner, parameters: { encrypted: 'true', type: 'gp3' } } };
}

/** Nodes with which EKS brings what others install. */
const AUTO = 'eks-auto-mode';

/**
 * Amazon Web Services. Endpoint of EKS Pod Identity, and the /28 that prefix delegation takes at a time: the EKS user
 * guide. Cilium's own pool gives every node a /24. Auto Mode brings its own CNI, which knows prefix delegation alone.
 */
export const aws: Provider = {
  name: 'aws',
  services: {
    eks: {
      networkModes: {
        'vpc-cni': { addresses: 1 },
        'vpc-cni-prefix-delegation': { addresses: 16 },
        'vpc-cni-custom': { addresses: 1 },
        'vpc-cni-security-groups': { addresses: 1 },
        cilium: { ...NODE_BLOCK, rangesMissNodes: true },
      },
      identityModes: {
        'eks-pod-identity': [{ cidr: '169.254.170.23/32', port: 80 }],
        irsa: [PUBLIC_HTTPS],
      },
      entrypoints: {
        'public-gateway': 'public',
        'alb-gateway': 'public',
        'internal-alb': 'internal',
        nlb: 'public',
        'istio-gateway': 'public',
      },
      // Karpenter understands the object behind a feature gate, which nobody has to open for pods.
      capacityBuffers: ['pause-pods', 'capacity-buffer'],
      multiClusterServices: ['upstream'],
      dnsAddresses: [NODE_LOCAL_DNS],
      nodes: {
        karpenter: { autoscaler: { kind: 'node-pools', pools: KARPENTER } },
        'eks-auto-mode': {
          networkModes: ['vpc-cni-prefix-delegation'],
          capacityBuffers: ['pause-pods'],
          namesAtService: true,
          diskClass: gp3By('ebs.csi.eks.amazonaws.com'),
          autoscaler: { kind: 'node-pools', pools: AUTO_MODE },
        },
        'managed-node-groups': { capacityBuffers: ['pause-pods'], autoscaler: { kind: 'node-groups' } },
      },
      ownNamespaces: ['amazon-cloudwatch', 'amazon-guardduty', 'amazon-network-flow-monitor', 'mount-s3'],
      needs: [
        {
          text: 'The **AWS Load Balancer Controller**: without it no Gateway gets a load balancer.',
          unlessNodes: AUTO,
        },
        {
          text: 'The add-on **EKS Pod Identity Agent**: without it no controller and no app gets its permissions.',
          identityMode: 'eks-pod-identity',
          unlessNodes: AUTO,
        },
        {
          text: 'The add-on of the **EBS CSI driver**: without it Prometheus waits for its disk, and nobody is told of anything.',
          unlessNodes: AUTO,
        },
        {
          text: 'The setting `enableNetworkPolicy: "true"` of the add-on **VPC CNI**: without it no NetworkPolicy counts, and everybody reaches everybody.',
          networkModes: VPC_CNI,
          unlessNodes: AUTO,
        },
        {
          text: 'The ConfigMap `amazon-vpc-cni` of `kube-system` with `enable-network-policy-controller: "true"`: without it no NetworkPolicy counts, and everybody reaches everybody.',
          onlyNodes: AUTO,
        },
        {
          text: 'The settings `ENABLE_POD_ENI: "true"` and `POD_SECURITY_GROUP_ENFORCING_MODE: standard` of the add-on **VPC CNI**, machines that take branch interfaces, and a **SecurityGroupPolicy** for each set of pods that security groups are to tell apart: the tree writes none, and pods without one have the groups of their node.',
          networkModes: ['vpc-cni-security-groups'],
        },
        firewallNeed(', with the routes of the subnets of nodes and pods through it'),
      ],
      diskClass: gp3By('ebs.csi.aws.com'),
      bringsMetrics: false,
      observabilityProfiles: ['eks-standard', 'small'],
      backupProfiles: ['velero-', 'aws-backup-'],
      support: EKS_SUPPORT,
      upgradeChannels: ['manual-', 'standard', 'extended'],
    },
  },
  identity: awsIdentity,
  backup: awsBackup,
  people: awsPeople,
  secrets: awsSecrets,
  dns: awsDns,
  internalLoadBalancer: networkLoadBalancer('internal'),
  publicLoadBalancer: networkLoadBalancer('internet-facing'),
  loadBalancerProbes: [],
  regions: regionTable({
    'us-east-1': ['na', 38.9, -77.4],
    'us-east-2': ['na', 40.0, -83.0],
    'us-west-1': ['na', 37.4, -121.9],
    'us-west-2': ['na', 45.8, -119.7],
    'ca-central-1': ['na', 45.5, -73.6],
    'ca-west-1': ['na', 51.0, -114.1],
    'mx-central-1': ['na', 20.6, -100.4],
    'sa-east-1': ['sa', -23.5, -46.6],
    'eu-west-1': ['eu', 53.3, -6.3],
    'eu-west-2': ['uk', 51.5, -0.1],
    'eu-west-3': ['eu', 48.9, 2.4],
    'eu-central-1': ['eu', 50.1, 8.7],
    'eu-central-2': ['ch', 47.4, 8.5],
    'eu-north-1': ['eu', 59.3, 18.1],
    'eu-south-1': ['eu', 45.5, 9.2],
    'eu-south-2': ['eu', 41.6, -0.9],
    'af-south-1': ['af', -33.9, 18.4],
    'me-south-1': ['me', 26.1, 50.6],
    'me-central-1': ['me', 25.2, 55.3],
    'il-central-1': ['me', 32.1, 34.8],
    'ap-south-1': ['apac', 19.1, 72.9],
    'ap-south-2': ['apac', 17.4, 78.5],
    'ap-southeast-1': ['apac', 1.3, 103.8],
    'ap-southeast-2': ['apac', -33.9, 151.2],
    'ap-southeast-3': ['apac', -6.2, 106.8],
    'ap-southeast-4': ['apac', -37.8, 145.0],
    'ap-southeast-5': ['apac', 3.1, 101.7],
    'ap-southeast-7': ['apac', 13.8, 100.5],
    'ap-northeast-1': ['apac', 35.7, 139.7],
    'ap-northeast-2': ['apac', 37.6, 127.0],
    'ap-northeast-3': ['apac', 34.7, 135.5],
    'ap-east-1': ['apac', 22.3, 114.2],
  }),
  contextCommand: ({ id, region }) =>
    `aws eks update-kubeconfig --name ${id} --region ${region} --alias ${id}`,
  controlPlaneLogs: (cluster) =>
    `CloudWatch Logs, group \`/aws/eks/${cluster}/cluster\`, where logging is switched on for the cluster`,
  zoneBelongs: (zone, region) => zone.startsWith(region) && /^[a-f]$/.test(zone.slice(region.length)),
  zoneExample: (region) => `${region}a`,
};
