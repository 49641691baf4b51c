import {
  firewallNeed,
  NODE_BLOCK,
  NODE_LOCAL_DNS,
  PUBLIC_HTTPS,
  regionTable,
  type Provider,
} from './provider';
import { azureBackup } from './backup/azure';
import { azureDns } from './dns/azure';
import { azureIdentity } from './identity/azure';
import { azurePeople } from './people/azure';
import { azureSecrets } from './secrets/azure';
import { AKS_SUPPORT } from './support';
import { AKS_POOLS, AUTO_PROVISIONING } from './nodes/azure';

/** LocalDNS of AKS, for pods with the usual DNS policy. */
const AKS_LOCAL_DNS = '169.254.10.11/32';

/**
 * Microsoft Azure. An overlay gives every node a /24; pod subnets are handed out 16 addresses at a time, and node
 * auto-provisioning does not know them: the AKS documentation.
 */
export const azure: Provider = {
  name: 'azure',
  services: {
    aks: {
      networkModes: {
        'azure-cni-overlay': NODE_BLOCK,
        'azure-cni-podsubnet': { addresses: 16 },
        'azure-cni-cilium': { ...NODE_BLOCK, rangesMissNodes: true },
      },
      identityModes: { 'workload-identity': [PUBLIC_HTTPS] },
      entrypoints: {
        'application-gateway-for-containers': 'public',
        'istio-gateway': 'public',
        'private-ingress': 'internal',
      },
      capacityBuffers: ['pause-pods'],
      multiClusterServices: ['upstream'],
      dnsAddresses: [NODE_LOCAL_DNS, AKS_LOCAL_DNS],
      nodes: {
        nap: {
          networkModes: ['azure-cni-overlay', 'azure-cni-cilium'],
          autoscaler: { kind: 'node-pools', pools: AUTO_PROVISIONING },
        },
        'aks-automatic': {
          networkModes: ['azure-cni-overlay', 'azure-cni-cilium'],
          autoscaler: { kind: 'node-pools', pools: AUTO_PROVISIONING },
        },
        'cluster-autoscaler': { autoscaler: { kind: 'provider', why: AKS_POOLS } },
      },
      // The policy add-on, application routing, `az aks command invoke`, Calico as the policy engine, Azure Backup.
      ownNamespaces: [
        'aks-command',
        'app-routing-system',
        'calico-system',
        'dataprotection-microsoft',
        'gatekeeper-system',
        'tigera-operator',
      ],
      needs: [
        {
          text: 'A **network policy engine** (`az aks create --network-policy`): without one no NetworkPolicy counts, and everybody reaches everybody.',
          networkModes: ['azure-cni-overlay', 'azure-cni-podsubnet'],
        },
        firewallNeed(
          ', with a route table of the subnets of nodes and pods that leads there (`--outbound-type userDefinedRouting`)',
        ),
      ],
      diskClass: { name: 'managed-csi' },
      bringsMetrics: true,
      observabilityProfiles: ['aks-standard', 'small'],
      backupProfiles: ['velero-', 'azure-backup-aks-'],
      support: AKS_SUPPORT,
      upgradeChannels: ['manual-', 'patch', 'stable', 'rapid', 'node-image', 'lts'],
    },
  },
  identity: azureIdentity,
  backup: azureBackup,
  people: azurePeople,
  secrets: azureSecrets,
  dns: azureDns,
  internalLoadBalancer: { 'service.beta.kubernetes.io/azure-load-balancer-internal': 'true' },
  publicLoadBalancer: {},
  loadBalancerProbes: ['168.63.129.16/32'],
  regions: regionTable({
    eastus: ['na', 37.4, -79.8],
    eastus2: ['na', 36.7, -78.4],
    centralus: ['na', 41.6, -93.6],
    northcentralus: ['na', 41.9, -87.6],
    southcentralus: ['na', 29.4, -98.5],
    westus: ['na', 37.8, -122.4],
    westus2: ['na', 47.2, -119.9],
    westus3: ['na', 33.4, -112.1],
    canadacentral: ['na', 43.7, -79.4],
    canadaeast: ['na', 46.8, -71.2],
    mexicocentral: ['na', 20.6, -100.4],
    brazilsouth: ['sa', -23.5, -46.6],
    northeurope: ['eu', 53.3, -6.3],
    westeurope: ['eu', 52.4, 4.9],
    germanywestcentral: ['eu', 50.1, 8.7],
    francecentral: ['eu', 46.4, 2.4],
    swedencentral: ['eu', 60.7, 17.1],
    italynorth: ['eu', 45.5, 9.2],
    spaincentral: ['eu', 40.4, -3.7],
    polandcentral: ['eu', 52.2, 21.0],
    uksouth: ['uk', 51.5, -0.1],
    ukwest: ['uk', 51.5, -3.2],
    switzerlandnorth: ['ch', 47.4, 8.5],
    norwayeast: ['no', 59.9, 10.8],
    southafricanorth: ['af', -26.2, 28.0],
    uaenorth: ['me', 25.3, 55.3],
    qatarcentral: ['me', 25.3, 51.5],
    israelcentral: ['me', 32.1, 34.8],
    centralindia: ['apac', 18.6, 73.9],
    southindia: ['apac', 13.0, 80.2],
    southeastasia: ['apac', 1.3, 103.8],
    eastasia: ['apac', 22.3, 114.2],
    japaneast: ['apac', 35.7, 139.8],
    japanwest: ['apac', 34.7, 135.5],
    koreacentral: ['apac', 37.6, 127.0],
    australiaeast: ['apac', -33.9, 151.2],
    australiasoutheast: ['apac', -37.8, 145.0],
    newzealandnorth: ['apac', -36.8, 174.8],
  }),
  controlPlaneLogs: (cluster) =>
    `Log Analytics, tables \`AKSAudit\` and \`AKSControlPlane\` of ${cluster}, where a diagnostic setting sends them there`,
  zoneBelongs: (zone, region) => new RegExp(`^${region}-[1-3]$`).test(zone),
  zoneExample: (region) => `${region}-1`,
};
