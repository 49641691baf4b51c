import { z } from 'zod';
import { accessSchema } from './access-schema';
import { accountSchema } from './account-schema';
import { backupSchema } from './backup-schema';
import { bytes, cidr, cpu, day, labelValue, name } from '../schema/leaves';
import { kubernetesMinor } from './versions-schema';

/** What a cluster runs on. */
export const PROVIDER_NAMES = ['aws', 'azure', 'gcp'] as const;

/** Why a cluster exists; a fleet that cannot name one of these needs fewer clusters. */
export const CLUSTER_REASONS = ['blast-radius', 'geography', 'regulation', 'scale'] as const;

/** How much a cluster can do on its own, the least first. */
export const AUTONOMY_LEVELS = ['none', 'restart', 'serve'] as const;

const networksFields = {
  vpc: cidr.describe('Range of the network that the nodes live in.'),
  pods: cidr.describe('Range of the pods.'),
  services: cidr.describe('Range of the Services.'),
  eastWestGateway: cidr.describe(
    'Range of the addresses of the east-west gateway, as other clusters reach it.',
  ),
  apiServer: cidr
    .optional()
    .describe(
      'Range in which pods find the API server, on port 443; default is `vpc`, which is right for EKS.',
    ),
  privateEndpoints: z
    .array(cidr)
    .default([])
    .describe(
      'Ranges of the private endpoints by which the cloud answers inside the network: whoever may ask the cloud for something may go there, on port 443.',
    ),
  mesh: name.optional().describe('Name of the network in the mesh; default is the cluster id.'),
};

const capacityFields = {
  cpu: cpu.describe('Most CPU that all nodes together may have: the limits of the node pools.'),
  memory: bytes.describe('Most memory that all nodes together may have.'),
  node: z
    .strictObject({
      cpu: cpu.describe('CPU of one node that pods may be given (allocatable).'),
      memory: bytes.describe('Memory of one node that pods may be given (allocatable).'),
      pods: z.int().min(1).max(1000).default(110).describe('Most pods on one node.'),
      architecture: z
        .enum(['amd64', 'arm64'])
        .default('amd64')
        .describe('What its processor understands; every image must be there for it.'),
    })
    .describe(
      'A node, as the pods find it. Pools of nodes ask for machines that give as much: as many virtual CPUs, and the memory that such machines are made with.',
    ),
  daemons: z
    .strictObject({
      cpu: cpu.prefault('300m').describe('CPU that the daemons of each node ask for.'),
      memory: bytes.prefault('512Mi').describe('Memory that the daemons of each node ask for.'),
    })
    .prefault({})
    .describe('What every node runs beside the pods of apps.'),
  vcpuQuota: z
    .int()
    .positive()
    .optional()
    .describe('Virtual CPUs that the cloud account may have in the region: a quota of the provider.'),
  reservations: z
    .array(
      z.strictObject({
        id: z
          .string()
          .regex(/^[\w./-]{1,300}$/, 'expected what the cloud calls it, such as cr-0123456789abcdef0')
          .describe('What the cloud calls the reservation.'),
        zone: name.describe('Zone that the machines are in; one of `zones`.'),
        nodes: z.int().min(1).max(5000).describe('Machines that it holds.'),
      }),
    )
    .optional()
    .describe(
      'Machines that the cloud holds for it, whether they run or not: On-Demand Capacity Reservations, groups of capacity reservations, or reservations of Compute Engine. `[]` says that there are none on purpose.',
    ),
};

/** One file under clusters/: a row of the cluster registry. */
export const clusterSchema = z
  .strictObject({
    clusterId: name
      .max(50)
      .describe('Unique name of the cluster; also the name of its file, and of its folder in dist/.'),
    profile: name
      .optional()
      .describe(
        'Cluster profile that gives what this file leaves out: `eks-prod-standard`, `eks-prod-isolated`, `aks-prod-standard`, `aks-prod-isolated`, or a file under profiles/clusters/.',
      ),
    provider: z.enum(PROVIDER_NAMES).describe('Cloud provider.'),
    service: z.enum(['eks', 'aks', 'gke']).describe('Managed Kubernetes service of that provider.'),
    region: name.describe(
      'Region, as the provider and the node label topology.kubernetes.io/region spell it.',
    ),
    environment: labelValue.describe('Environment: prod, staging, sandbox.'),
    ownerTeam: labelValue.describe('Team that answers for the cluster.'),
    purpose: labelValue.describe('What the cluster is for.'),
    criticality: z.enum(['tier-1', 'tier-2', 'tier-3']).describe('How much the business depends on it.'),
    networkMode: name.describe('How pods get their addresses; must go with the service.'),
    identityMode: name.describe('How pods get cloud credentials; must go with the service.'),
    entrypoint: name.describe(
      'Who may come to the load balancer of its Gateway: the internet, or connected networks only (`internal-alb`, `private-ingress`); must go with the service.',
    ),
    nodes: name
      .optional()
      .describe(
        'Who adds nodes; must go with the service and with `networkMode`. Default is `karpenter` on EKS and `nap` on AKS and GKE. What is written for it: pools of nodes for `karpenter`, `eks-auto-mode`, `nap` of AKS and `aks-automatic`; the cluster autoscaler for `managed-node-groups`; nothing elsewhere, because the provider keeps the bounds itself.',
      ),
    observabilityProfile: name.describe(
      'How it watches itself: `eks-standard`, `aks-standard`, `gke-standard`, `small`, or a file under profiles/observability/.',
    ),
    policyProfile: name.describe('Policy profile.'),
    backupProfile: name.describe(
      'Backup profile; must go with the service: `velero-prod`, `aws-backup-prod`, `azure-backup-aks-prod`, `backup-for-gke`, or a file under profiles/backup/.',
    ),
    upgradeChannel: name.describe(
      'Who starts an upgrade: `manual-…` for a person, or a channel of the service; must go with it, and says which end of support counts.',
    ),
    kubernetesVersion: kubernetesMinor
      .optional()
      .describe(
        'Minor release of Kubernetes that it runs until its next upgrade window, where that is not yet the one of its ring.',
      ),
    nextUpgradeWindow: day
      .optional()
      .describe(
        'Day on which its Kubernetes may be upgraded next; its release must be supported until then.',
      ),
    reason: z.enum(CLUSTER_REASONS).optional().describe('Which boundary this cluster improves.'),
    ring: name.optional().describe('Ring of fleet.yaml that it follows; default is the last one.'),
    zones: z
      .array(name)
      .min(1)
      .optional()
      .describe('Zones that its nodes live in, as the node label spells them.'),
    networks: z
      .strictObject(networksFields)
      .optional()
      .describe('Address ranges; no two clusters may share one.'),
    capacity: z
      .strictObject(capacityFields)
      .optional()
      .describe('How far the cluster can grow; every app at its worst must fit.'),
    account: accountSchema.optional(),
    access: accessSchema.optional(),
    backup: backupSchema.optional(),
    capacityBuffer: z
      .enum(['none', 'capacity-buffer', 'pause-pods'])
      .optional()
      .describe(
        'How it holds room ready where an app would break its RTO while nodes start: `capacity-buffer`, an object of its node autoscaler; `pause-pods`, pods of the lowest priority; `none`, and node starts count. Default is the usual way of the service; needs `capacity`.',
      ),
    mesh: z
      .enum(['sidecar', 'none'])
      .default('sidecar')
      .describe(
        '`sidecar`: its pods get a proxy and are in the mesh; `none`: no Istio at all, and no calls between it and other clusters. Chosen when the cluster is new: synth refuses to take a running cluster out of the mesh.',
      ),
    multiClusterServices: z
      .enum(['none', 'upstream', 'gke'])
      .default('none')
      .describe(
        'Whose multi-cluster Services run in it: `upstream` serves multicluster.x-k8s.io, `gke` is that of Google. Apps that other clusters call are exported to the cluster set.',
      ),
    state: z
      .enum(['active', 'frozen'])
      .default('active')
      .describe('`frozen`: nothing in this cluster is changed by Argo CD.'),
    traffic: z
      .enum(['active', 'drained'])
      .default('active')
      .describe(
        '`drained`: its replicas stay and get no requests; callers everywhere, its own too, use the other clusters.',
      ),
    lastDrill: z
      .strictObject({
        date: day.describe('Day on which its requests were withdrawn on purpose.'),
        evidence: z
          .string()
          .regex(/^[^\r\n]{1,300}$/, 'expected one line of at most 300 characters')
          .describe('Where it is written down what was seen: an address, or the name of a report.'),
      })
      .optional()
      .describe(
        'The last time that the others were seen to do without it; `recovery.drillEveryDays` says how old that may be.',
      ),
    autonomy: z
      .enum(AUTONOMY_LEVELS)
      .default('none')
      .describe(
        'What it can do while nothing outside its region answers. Argo CD, istiod and the load balancing of the mesh are its own at every level. `restart`: pods start anew, because images come from its own region; `serve`: apps answer too, because all that they call, and whatever takes their writes, is in it.',
      ),
  })
  .meta({ title: 'Cluster', description: 'One cluster of the fleet.' });

/** What a profile may set: what clusters of one sort have in common, and nothing that tells one from another. */
const profileFields = clusterSchema.pick({
  provider: true,
  service: true,
  environment: true,
  purpose: true,
  criticality: true,
  networkMode: true,
  identityMode: true,
  entrypoint: true,
  nodes: true,
  observabilityProfile: true,
  policyProfile: true,
  backupProfile: true,
  upgradeChannel: true,
  mesh: true,
  multiClusterServices: true,
}).shape;
const inProfile = Object.fromEntries(Object.keys(profileFields).map((field) => [field, true])) as {
  [Field in keyof typeof profileFields]: true;
};

/** A file under clusters/ as it is written: what its profile sets may be left out. */
export const clusterFileSchema = clusterSchema.partial(inProfile).meta(clusterSchema.meta() ?? {});

/** One file under profiles/clusters/: what the clusters that name it have in common. */
export const clusterProfileSchema = z
  .strictObject({
    name: name.describe('Name of the profile, as `profile` of a cluster has it; also the name of its file.'),
    ...z.strictObject(profileFields).partial().shape,
  })
  .meta({
    title: 'Cluster profile',
    description:
      'What clusters of one sort have in common. A cluster that names it gives the rest, and what differs.',
  });

/** A cluster profile as it was parsed. */
export type ClusterProfileInput = z.output<typeof clusterProfileSchema>;

/** A registry row as it was parsed. */
export type ClusterInput = z.output<typeof clusterSchema>;
