import { FULL_FLEET } from './full-fleet';

const AZURE = { subscription: '00000000-0000-4000-8000-000000000001', resourceGroup: 'entry' };

/** Services that send users to a region, beside that of the full fleet, with all of their fields. */
const SERVICES: Readonly<Record<string, unknown>> = {
  trafficManager: AZURE,
  frontDoor: {
    ...AZURE,
    keeper: 'eu',
    endpointHost: 'full-a1b2c3d4e5.z01.azurefd.net',
    profileId: '00000000-0000-4000-8000-000000000003',
  },
};

const FLEETS = new Map<string, Readonly<Record<string, unknown>>>(
  Object.entries(SERVICES).map(([service, settings]) => [
    service,
    {
      ...FULL_FLEET,
      'fleet.yaml': { ...(FULL_FLEET['fleet.yaml'] as object), entry: { [service]: settings } },
    },
  ]),
);

/** The full fleet on Google Kubernetes Engine: the Gateway of Google stands before no other clusters. */
function onGoogle(files: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const names = [
    ['us-east-1', 'us-east4'],
    ['eu-west-1', 'europe-west1'],
    ['ap-southeast-1', 'asia-southeast1'],
    ['"aws"', '"gcp"'],
    ['aws:', 'gcp:'],
    ['"eks"', '"gke"'],
    ['eks-standard', 'gke-standard'],
    ['"nodes":"karpenter"', '"nodes":"nap"'],
    ['"nodes":"managed-node-groups"', '"nodes":"nap"'],
    ['"vpc-cni"', '"dataplane-v2"'],
    ['eks-pod-identity', 'gke-workload-identity'],
    ['"irsa"', '"gke-workload-identity"'],
    ['"111122223333"', '"example-prod"'],
    ['"Z0123456789FULL"', '"full-zone"'],
    ['public-gateway', 'gke-gateway-multicluster'],
    ['"upstream"', '"gke"'],
    // There a node takes a block of 256 addresses.
    ['100.64.0.0/21', '100.64.0.0/16'],
    // Its users are spread by distance alone.
    ['"weighted-global","failover":"manual-confirmed"', '"latency"'],
  ] as const;
  const text = names.reduce((all, [own, google]) => all.replaceAll(own, google), JSON.stringify(files));
  // Its buckets, keys and identities are called otherwise, and are not asked for here.
  const unsaved = text
    .replaceAll(/,"backup":\{.*?\},"traffic"/g, ',"traffic"')
    .replaceAll(/"keys":\{.*?\},/g, '')
    .replaceAll(/"(breakGlass|group)":"([\w-]+)"/g, '"$1":"$2@example.com"');
  return JSON.parse(unsaved.replace(/"([a-z]+-[a-z]+\d)([abc])"/g, '"$1-$2"')) as Record<string, unknown>;
}

const ON_GOOGLE = onGoogle({
  ...FULL_FLEET,
  'fleet.yaml': {
    ...(FULL_FLEET['fleet.yaml'] as object),
    entry: { gkeGateway: { configCluster: 'us', addressName: 'entry', address: '203.0.113.10' } },
  },
});
FLEETS.set('gkeGateway', ON_GOOGLE);

/** Where the service of the provider takes the backups, a person tries to restore from them. */
FLEETS.set('lastRestore', {
  ...FULL_FLEET,
  'clusters/us.yaml': {
    ...(FULL_FLEET['clusters/us.yaml'] as object),
    backupProfile: 'aws-backup-prod',
    backup: {
      region: 'us-east-1',
      replica: { region: 'us-west-2', lag: '15m' },
      lastRestore: { date: '2026-05-06', evidence: 'https://git.example.com/restores' },
    },
  },
});

/** The fleet that sets a field: a fleet names one of the services that send users to a region, a cluster one that backs it up. */
export function fleetWith(leaf: string): Readonly<Record<string, unknown>> {
  const [field, service = ''] = leaf.split('.');
  const named =
    leaf === 'recovery.edgeChange' ? 'frontDoor' : field === 'entry' || field === 'backup' ? service : '';
  return FLEETS.get(named) ?? FULL_FLEET;
}
