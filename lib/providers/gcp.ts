import { firewallNeed, NODE_BLOCK, NODE_LOCAL_DNS, regionTable, type Provider } from './provider';
import { gcpBackup } from './backup/gcp';
import { gcpDns } from './dns/gcp';
import { gcpIdentity } from './identity/gcp';
import { gcpPeople } from './people/gcp';
import { gcpSecrets } from './secrets/gcp';
import { GKE_SUPPORT } from './support';
import { GKE_AUTOPILOT, GKE_LIMITS, GKE_POOLS } from './nodes/gcp';

const METADATA_SERVER = [{ cidr: '169.254.169.254/32', port: 80 }];
const METADATA_PROXY = [{ cidr: '169.254.169.252/32', port: 988 }];

/** Cloud DNS for GKE answers at the metadata server. */
const CLOUD_DNS = '169.254.169.254/32';

/**
 * Google Cloud. Both addresses of the metadata server stand open, because which one answers depends on the data plane.
 * With the usual 110 pods, a node is given a /24.
 */
export const gcp: Provider = {
  name: 'gcp',
  services: {
    gke: {
      networkModes: { 'vpc-native': NODE_BLOCK, 'dataplane-v2': { ...NODE_BLOCK, rangesMissNodes: true } },
      identityModes: { 'gke-workload-identity': [...METADATA_SERVER, ...METADATA_PROXY] },
      entrypoints: {
        'gke-gateway': 'public',
        'gke-gateway-multicluster': 'public',
        'istio-gateway': 'public',
      },
      globalGateways: { 'gke-gateway-multicluster': 'gke-l7-global-external-managed-mc' },
      capacityBuffers: ['capacity-buffer', 'pause-pods'],
      multiClusterServices: ['upstream', 'gke'],
      dnsAddresses: [NODE_LOCAL_DNS, CLOUD_DNS],
      nodes: {
        nap: { autoscaler: { kind: 'provider', why: GKE_LIMITS } },
        'cluster-autoscaler': { autoscaler: { kind: 'provider', why: GKE_POOLS } },
        autopilot: {
          networkModes: ['dataplane-v2'],
          // The agent of Velero reads the volumes of all pods of its node.
          backupProfiles: ['backup-for-gke'],
          hostAccess: false,
          autoscaler: { kind: 'provider', why: GKE_AUTOPILOT },
        },
      },
      // Managed Prometheus, what GKE keeps itself, Config Connector, Backup for GKE.
      ownNamespaces: [
        'cnrm-system',
        'configconnector-operator-system',
        'gke-connect',
        'gke-gmp-system',
        'gke-managed-checkpointing',
        'gke-managed-cim',
        'gke-managed-dpv2-observability',
        'gke-managed-filestorecsi',
        'gke-managed-lustrecsi',
        'gke-managed-metrics-server',
        'gke-managed-mldiagnostics',
        'gke-managed-networking-dra-driver',
        'gke-managed-otel',
        'gke-managed-parallelstorecsi',
        'gke-managed-pod-snapshots',
        'gke-managed-system',
        'gke-managed-volumepopulator',
        'gke-mcs',
        'gke-system',
        'gkebackup',
        'gmp-public',
        'gmp-system',
      ],
      needs: [
        {
          text: 'The setting `--enable-network-policy`: without it no NetworkPolicy counts, and everybody reaches everybody.',
          networkModes: ['vpc-native'],
        },
        {
          text: 'A **WorkloadAllowlist** of your own, and the AllowlistSynchronizer that installs it, for the pods of the DaemonSet `istio-cni-node` in `istio-system`: Autopilot refuses them otherwise, and no pod of the mesh starts. Who may not have one says `mesh: none`.',
          onlyNodes: 'autopilot',
          ofMesh: true,
        },
        firewallNeed(', with private nodes (`--enable-private-nodes`) behind it'),
      ],
      diskClass: { name: 'standard-rwo' },
      bringsMetrics: true,
      observabilityProfiles: ['gke-standard', 'small'],
      backupProfiles: ['velero-', 'backup-for-gke'],
      support: GKE_SUPPORT,
      upgradeChannels: ['manual-', 'rapid', 'regular', 'stable', 'extended'],
      istioPlatform: 'gke',
      bringsGatewayApi: '`--gateway-api=standard`',
    },
  },
  identity: gcpIdentity,
  backup: gcpBackup,
  people: gcpPeople,
  secrets: gcpSecrets,
  dns: gcpDns,
  internalLoadBalancer: { 'networking.gke.io/load-balancer-type': 'Internal' },
  publicLoadBalancer: {},
  loadBalancerProbes: ['35.191.0.0/16', '130.211.0.0/22', '209.85.152.0/22', '209.85.204.0/22'],
  regions: regionTable({
    'us-east1': ['na', 33.2, -80.0],
    'us-east4': ['na', 39.0, -77.5],
    'us-east5': ['na', 40.0, -83.0],
    'us-central1': ['na', 41.3, -95.9],
    'us-south1': ['na', 32.8, -96.8],
    'us-west1': ['na', 45.6, -121.2],
    'us-west2': ['na', 34.1, -118.2],
    'us-west3': ['na', 40.8, -111.9],
    'us-west4': ['na', 36.2, -115.1],
    'northamerica-northeast1': ['na', 45.5, -73.6],
    'northamerica-northeast2': ['na', 43.7, -79.4],
    'northamerica-south1': ['na', 20.6, -100.4],
    'southamerica-east1': ['sa', -23.5, -46.6],
    'southamerica-west1': ['sa', -33.4, -70.7],
    'europe-west1': ['eu', 50.5, 3.8],
    'europe-west2': ['uk', 51.5, -0.1],
    'europe-west3': ['eu', 50.1, 8.7],
    'europe-west4': ['eu', 53.4, 6.8],
    'europe-west6': ['ch', 47.4, 8.5],
    'europe-west8': ['eu', 45.5, 9.2],
    'europe-west9': ['eu', 48.9, 2.4],
    'europe-west10': ['eu', 52.5, 13.4],
    'europe-west12': ['eu', 45.1, 7.7],
    'europe-north1': ['eu', 60.6, 27.2],
    'europe-central2': ['eu', 52.2, 21.0],
    'europe-southwest1': ['eu', 40.4, -3.7],
    'africa-south1': ['af', -26.2, 28.0],
    'me-west1': ['me', 32.1, 34.8],
    'me-central1': ['me', 25.3, 51.5],
    'asia-south1': ['apac', 19.1, 72.9],
    'asia-south2': ['apac', 28.6, 77.2],
    'asia-southeast1': ['apac', 1.3, 103.8],
    'asia-southeast2': ['apac', -6.2, 106.8],
    'asia-east1': ['apac', 24.1, 120.5],
    'asia-east2': ['apac', 22.3, 114.2],
    'asia-northeast1': ['apac', 35.7, 139.7],
    'asia-northeast2': ['apac', 34.7, 135.5],
    'asia-northeast3': ['apac', 37.6, 127.0],
    'australia-southeast1': ['apac', -33.9, 151.2],
    'australia-southeast2': ['apac', -37.8, 145.0],
  }),
  contextCommand: ({ id, region, account }) => {
    const project = account.id ?? 'PROJECT';
    return `gcloud container clusters get-credentials ${id} --location ${region} --project ${project} && kubectl config rename-context gke_${project}_${region}_${id} ${id}`;
  },
  controlPlaneLogs: (cluster) =>
    `Cloud Logging, resource \`k8s_cluster\` with the label \`cluster_name=${cluster}\``,
  zoneBelongs: (zone, region) =>
    zone.startsWith(`${region}-`) && /^[a-f]$/.test(zone.slice(region.length + 1)),
  zoneExample: (region) => `${region}-b`,
};
