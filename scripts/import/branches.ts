/** What the typings of a kind leave out: branches that Meridian never writes, and recursion. */
export interface Branches {
  /** Paths of properties that go; '*' stands for the element of a list or map. */
  readonly drop?: readonly string[];
  /** Paths of objects of whose properties only these stay. */
  readonly only?: Readonly<Record<string, readonly string[]>>;
  /** Paths that stay, but hold any value. */
  readonly open?: readonly string[];
}

const GENERATORS = ['list', 'clusters', 'git', 'matrix', 'merge'] as const;

/** What a monitor says of an endpoint. */
const SCRAPED = [
  'honorLabels',
  'interval',
  'metricRelabelings',
  'path',
  'port',
  'relabelings',
  'scheme',
] as const;

/** By `Kind.group`; a kind that is not here keeps all its branches. Validation uses the whole schema of every kind. */
export const BRANCHES: Readonly<Record<string, Branches>> = {
  'AKSNodeClass.karpenter.azure.com': { only: { spec: ['imageFamily', 'maxPods', 'tags'] } },
  'Application.argoproj.io': { drop: ['operation'] },
  'Certificate.cert-manager.io': {
    only: { spec: ['dnsNames', 'duration', 'issuerRef', 'privateKey', 'renewBefore', 'secretName'] },
  },
  'ClusterIssuer.cert-manager.io': {
    only: {
      spec: ['acme'],
      'spec.acme': ['email', 'privateKeySecretRef', 'server', 'solvers'],
      'spec.acme.solvers.*': ['dns01', 'selector'],
      'spec.acme.solvers.*.dns01': ['azureDNS', 'cloudDNS', 'route53'],
    },
  },
  'Alertmanager.monitoring.coreos.com': {
    only: {
      spec: [
        'alertmanagerConfigMatcherStrategy',
        'alertmanagerConfiguration',
        'image',
        'podDisruptionBudget',
        'podMetadata',
        'priorityClassName',
        'replicas',
        'resources',
        'retention',
        'securityContext',
        'serviceAccountName',
        'version',
      ],
    },
    open: ['spec.alertmanagerConfiguration.global'],
  },
  'AlertmanagerConfig.monitoring.coreos.com': {
    only: {
      'spec.receivers.*': ['name', 'webhookConfigs'],
      'spec.receivers.*.webhookConfigs.*': ['sendResolved', 'urlSecret'],
    },
    open: ['spec.muteTimeIntervals'],
  },
  'ApplicationSet.argoproj.io': {
    only: { 'spec.generators.*': [...GENERATORS, 'selector'] },
    open: [
      ...GENERATORS.map((generator) => `spec.generators.*.${generator}.template`),
      'spec.generators.*.matrix.generators.*',
      'spec.generators.*.merge.generators.*',
    ],
  },
  // One field for each service that the operator knows; which of them, and how, is the answer of a cloud.
  'ClusterSecretStore.external-secrets.io': { open: ['spec.provider'] },
  'EC2NodeClass.karpenter.k8s.aws': {
    only: {
      spec: [
        'amiSelectorTerms',
        'capacityReservationSelectorTerms',
        'kubelet',
        'role',
        'securityGroupSelectorTerms',
        'subnetSelectorTerms',
        'tags',
      ],
      'spec.kubelet': ['maxPods'],
    },
  },
  'PodMonitor.monitoring.coreos.com': {
    only: {
      spec: [
        'jobLabel',
        'namespaceSelector',
        'podMetricsEndpoints',
        'podTargetLabels',
        'sampleLimit',
        'selector',
      ],
      'spec.podMetricsEndpoints.*': [...SCRAPED, 'portNumber'],
    },
  },
  'Prometheus.monitoring.coreos.com': {
    only: {
      spec: [
        'alerting',
        'enableFeatures',
        'evaluationInterval',
        'externalLabels',
        'image',
        'podDisruptionBudget',
        'podMetadata',
        'podMonitorNamespaceSelector',
        'podMonitorSelector',
        'priorityClassName',
        'remoteWrite',
        'replicas',
        'resources',
        'retention',
        'retentionSize',
        'ruleNamespaceSelector',
        'ruleSelector',
        'scrapeConfigNamespaceSelector',
        'scrapeConfigSelector',
        'scrapeInterval',
        'securityContext',
        'serviceAccountName',
        'serviceMonitorNamespaceSelector',
        'serviceMonitorSelector',
        'storage',
        'topologySpreadConstraints',
        'version',
      ],
      'spec.alerting.alertmanagers.*': ['apiVersion', 'name', 'namespace', 'port'],
      'spec.remoteWrite.*': ['authorization', 'queueConfig', 'sendExemplars', 'url', 'writeRelabelConfigs'],
      'spec.securityContext': ['fsGroup', 'runAsNonRoot', 'runAsUser', 'seccompProfile'],
      'spec.storage': ['volumeClaimTemplate'],
      'spec.storage.volumeClaimTemplate': ['spec'],
      'spec.storage.volumeClaimTemplate.spec': ['accessModes', 'resources', 'storageClassName'],
    },
  },
  'ScrapeConfig.monitoring.coreos.com': {
    only: {
      spec: [
        'honorLabels',
        'jobName',
        'metricRelabelings',
        'metricsPath',
        'params',
        'relabelings',
        'sampleLimit',
        'scrapeInterval',
        'scrapeTimeout',
        'staticConfigs',
      ],
    },
  },
  'Schedule.velero.io': {
    only: {
      'spec.template': [
        'csiSnapshotTimeout',
        'excludedNamespaceScopedResources',
        'includedNamespaces',
        'itemOperationTimeout',
        'metadata',
        'snapshotMoveData',
        'snapshotVolumes',
        'storageLocation',
        'ttl',
      ],
    },
  },
  'ServiceMonitor.monitoring.coreos.com': {
    only: {
      spec: ['endpoints', 'jobLabel', 'namespaceSelector', 'sampleLimit', 'selector', 'targetLabels'],
      'spec.endpoints.*': SCRAPED,
    },
  },
};
