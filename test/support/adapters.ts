import type { Cluster } from '../../lib/fleet/fleet';

/** A part of the tree that may tell two clusters apart after the place is taken out, and why. */
export interface Adapter {
  readonly file: RegExp;
  /** Lines that may differ. @default the whole file, which one of the two may lack */
  readonly lines?: RegExp;
  /** Between which clusters. @default any two */
  readonly between?: (one: Cluster, other: Cluster) => boolean;
  readonly reason: string;
}

const otherRing = (one: Cluster, other: Cluster): boolean => one.ring.name !== other.ring.name;
const otherProvider = (one: Cluster, other: Cluster): boolean => one.provider !== other.provider;
const otherNodes = (one: Cluster, other: Cluster): boolean =>
  one.autoscaler.kind !== other.autoscaler.kind || otherProvider(one, other);
const otherBackup = (one: Cluster, other: Cluster): boolean =>
  one.source.value.backupProfile !== other.source.value.backupProfile;

/** Values by which a controller of a chart gets its permissions. */
const IDENTITY =
  /podLabels|annotations|azure\.workload|serviceAccount:|[eE]nv:|name: AWS_|value: |dns-zone|[vV]olume|projected|sources:|serviceAccountToken|audience|expirationSeconds|path: token|readOnly/;
const ADDRESS = /^ *(- )?(cidr|port|protocol|endPort): |^ *(- )?(except|ipBlock|ports):$|^ *- [\d.]+\/\d+$/;
const LOAD_BALANCER = /load-balancer/;

const BASELINE: readonly Adapter[] = [
  { file: /^baseline\/argocd\//, lines: /^ *(g|p), /, reason: 'which groups may do what there' },
  {
    file: /^baseline\/(backups|velero)\//,
    between: otherBackup,
    reason: 'Velero is there where the backup profile asks for it',
  },
  {
    file: /^baseline\/backups\/velero\/(backupstoragelocation|schedule)\./,
    reason: 'where its backups lie, those of the others that it reads, and which apps are here',
  },
  {
    file: /^baseline\/backups\/(_cluster\/clusterrole|velero\/cronjob)\./,
    lines: /restore-test-|-resident/,
    reason: 'which namespaces a trial restores',
  },
  {
    file: /^baseline\/(cert-manager|external-dns|external-secrets)\//,
    lines: IDENTITY,
    between: otherProvider,
    reason: 'how the cloud knows the controller',
  },
  {
    file: /^baseline\/certificate-issuers\/.*public\.yaml$/,
    lines: /region: /,
    between: otherProvider,
    reason: 'the region by which the zone of another cloud is reached',
  },
  {
    file: /^baseline\/(certificate-issuers|ingress-gateway)\/.*(public|certificate)(-eu)?\.yaml$/,
    between: (one, other) => one.geography !== other.geography,
    reason: 'Europe has a certificate of another authority, by an overlay',
  },
  {
    file: /^baseline\/dashboards\/.*-local\.yaml$/,
    lines: /content/,
    reason: 'where the cloud keeps audit logs',
  },
  {
    file: /^baseline\/(gateway-api|metrics-server)\//,
    between: (one, other) => one.service !== other.service,
    reason: 'the service brings it',
  },
  {
    file: /^baseline\/(ingress-gateway|istio-east-west)\//,
    lines: LOAD_BALANCER,
    between: otherProvider,
    reason: 'how a Service asks the cloud for its load balancer',
  },
  { file: /^baseline\/ingress-gateway\/.*healthcheck\./, reason: 'records are kept in another region' },
  {
    file: /^baseline\/istio-cni\//,
    lines: /platform: gke/,
    between: otherProvider,
    reason: 'where GKE keeps plugins of the network',
  },
  { file: /^baseline\/(karpenter|node-pools)\//, between: otherNodes, reason: 'who adds nodes there' },
  {
    file: /^baseline\/karpenter\//,
    lines: /vmMemoryOverheadPercent/,
    reason: 'follows from the size of its nodes',
  },
  { file: /^baseline\/node-pools\//, reason: 'zones, limits, images by ring, and what is reserved' },
  {
    file: /^baseline\/kube-prometheus\//,
    lines: /targetRevision/,
    between: otherRing,
    reason: 'the release of its ring',
  },
  { file: /^baseline\/mesh-secrets\/.*remote-secret/, reason: 'every other cluster, and not itself' },
  {
    file: /^baseline\/otel-collector\//,
    lines: /cloud\.provider|"endpoint"/,
    reason: 'names the cloud, and the store of its geography',
  },
  {
    file: /^baseline\/platform-alerts\//,
    reason: 'what is backed up, who is watched, and how much room is planned',
  },
  {
    file: /^baseline\/policy\/_cluster\/clusterrolebinding\./,
    lines: /^ {4}name: /,
    reason: 'which group looks after it',
  },
  {
    file: /^baseline\/policy\/_cluster\/validatingadmissionpolicybinding\./,
    lines: /- (Deny|Warn|Audit)/,
    between: otherRing,
    reason: 'how its ring enforces a rule',
  },
  {
    file: /^baseline\/prometheus\/_cluster\/storageclass\./,
    between: otherProvider,
    reason: 'only EKS brings no class of disks',
  },
  {
    file: /^baseline\/prometheus\/.*_prometheus\.yaml$/,
    lines: /storageClassName: /,
    between: otherProvider,
    reason: 'what the service calls its class of disks',
  },
  {
    file: /^baseline\/prometheus\/.*_prometheus\.yaml$/,
    lines: /url: /,
    reason: 'the store of its geography',
  },
  { file: /^baseline\/prometheus\/.*(_peers|_prometheus-)/, reason: 'the Prometheus of every other cluster' },
  {
    file: /^baseline\/runtime-info\//,
    lines: /(geography|ring|service): /,
    reason: 'facts about the cluster for people',
  },
  { file: /^baseline\/secret-stores\//, between: otherProvider, reason: 'where the cloud keeps secrets' },
];

const NAMESPACES: readonly Adapter[] = [
  {
    file: /monitoring\/networkpolicy\..*_prometheus\.yaml$/,
    lines: /^ +to:$|ipBlock:$|cidr: NODES$/,
    between: otherProvider,
    reason: 'with Dataplane V2 no range of addresses means a node',
  },
  {
    file: /networkpolicy\..*_(outside|stores|velero)\.yaml$/,
    lines: /PRIVATE-ENDPOINTS/,
    reason: 'only some networks have private endpoints',
  },
  {
    file: /_(allow-dns|argocd)\.yaml$/,
    lines: ADDRESS,
    between: otherProvider,
    reason: 'the address of the DNS cache of its nodes',
  },
  {
    file: /\/(cert-manager|external-dns|external-secrets)\/networkpolicy.*_(outside|stores)\.yaml$/,
    lines: ADDRESS,
    between: otherProvider,
    reason: 'where the cloud hands out credentials',
  },
  {
    file: /_allow-cloud\.yaml$/,
    reason: 'where the cloud hands out credentials, for apps that ask there',
  },
  {
    file: /_(allow-east-west|east-west-gateway|istiod)\.yaml$/,
    lines: ADDRESS,
    reason: 'the addresses of the other clusters',
  },
  {
    file: /istio-ingress\/networkpolicy.*_public\.yaml$/,
    lines: ADDRESS,
    between: otherProvider,
    reason: 'from where the cloud probes',
  },
  {
    file: /resourcequota_quota\.yaml$/,
    lines: /requests|limits|pods/,
    reason: 'which apps run there, and with how many replicas',
  },
  { file: /rolebinding\..*people/, reason: 'whom its registry lets in' },
  { file: /\/_cluster\/namespace_/, lines: /exposure/, reason: 'an app is public where it runs' },
  {
    file: /^namespaces\/velero\//,
    between: otherBackup,
    reason: 'Velero is there where the backup profile asks for it',
  },
];

/** Everything that may. */
export const ADAPTERS: readonly Adapter[] = [...BASELINE, ...NAMESPACES];
