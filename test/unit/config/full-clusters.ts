import { backupsOf } from './full-backups';

/** What clusters of the fleet have in common. */
export const PROFILE = {
  provider: 'aws',
  service: 'eks',
  environment: 'prod',
  purpose: 'shared-apps',
  criticality: 'tier-1',
  networkMode: 'vpc-cni',
  identityMode: 'eks-pod-identity',
  entrypoint: 'public-gateway',
  nodes: 'karpenter',
  observabilityProfile: 'eks-standard',
  policyProfile: 'restricted-prod',
  backupProfile: 'velero-prod',
  upgradeChannel: 'manual-prod',
  mesh: 'sidecar',
  multiClusterServices: 'upstream',
};

function keysOf(region: string): Readonly<Record<string, string>> {
  const key = (of: string): string => `arn:aws:kms:${region}:111122223333:key/${of}`;
  return { secrets: key('secrets'), objects: key('objects'), events: key('events') };
}

/** A row of the registry in which every field is set. */
export function cluster(
  id: string,
  region: string,
  number: number,
  ring: string,
): Readonly<Record<string, unknown>> {
  return {
    clusterId: id,
    ...PROFILE,
    ...(id === 'us' ? { identityMode: 'irsa' } : {}),
    ...(id === 'eu' ? { nodes: 'managed-node-groups' } : {}),
    region,
    ownerTeam: 'platform',
    ...(id === 'ap' ? {} : { reason: 'geography' }),
    ring,
    ...(id === 'us' ? { kubernetesVersion: '1.35', nextUpgradeWindow: '2027-01-19' } : {}),
    zones: [`${region}a`, `${region}b`, `${region}c`],
    networks: {
      vpc: `10.${number}.0.0/16`,
      pods: `100.${63 + number}.0.0/${number === 1 ? 21 : 16}`,
      services: `172.${19 + number}.0.0/16`,
      eastWestGateway: `10.${number}.255.0/28`,
      apiServer: `10.${number}.9.0/28`,
      privateEndpoints: [`10.${number}.250.0/28`],
      mesh: `network-${id}`,
    },
    capacity: {
      cpu: '96',
      memory: '384Gi',
      node: { cpu: '8', memory: '30Gi', pods: 110, architecture: 'amd64' },
      daemons: { cpu: '1', memory: '1Gi' },
      vcpuQuota: 96,
      reservations: [{ id: `cr-${id}`, zone: `${region}a`, nodes: 2 }],
    },
    capacityBuffer: 'pause-pods',
    access: {
      breakGlass: `glass-${id}`,
      groups: [
        { group: 'runtime', role: 'operate' },
        { group: 'traders', role: 'view', team: 'goods' },
      ],
    },
    account: {
      id: '111122223333',
      issuer: 'https://oidc.example.com/id/1',
      secretStore: 'full',
      platformStore: 'full-platform',
      eventStore: 'full',
      objectStore: 'full',
      keys: keysOf(region),
      identities: { 'desk-prod': 'arn:aws:iam::111122223333:role/desk' },
    },
    backup: backupsOf(id, region),
    traffic: 'active',
    state: 'active',
    lastDrill: { date: '2026-05-05', evidence: 'https://git.example.com/drills' },
    autonomy: 'none',
  };
}

/** The same, with what the profile gives left to it. */
export function onProfile(file: Readonly<Record<string, unknown>>): unknown {
  const own = Object.entries(file).filter(([field]) => !Object.hasOwn(PROFILE, field));
  return { ...Object.fromEntries(own), profile: 'eks-full' };
}
