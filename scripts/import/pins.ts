/** A Go module at one version, and where it keeps the schemas that we read. */
export interface ModulePin {
  readonly module: string;
  readonly version: string;
  /** The module's hash as the Go checksum database knows it; a download with another hash is refused. */
  readonly sum: string;
  /** Files or folders with CustomResourceDefinitions, below the module's root. */
  readonly crds?: readonly string[];
}

/** Every upstream that schemas come from, at the version that they are read at. */
export const PINS = {
  argocd: {
    module: 'github.com/argoproj/argo-cd/v3',
    version: 'v3.5.3',
    sum: 'h1:klbUb5LOK+oJSBkR0OYGlLkG9IpsPVtSR2idOdaQb2I=',
    crds: ['manifests/crds'],
  },
  istio: {
    module: 'istio.io/api',
    version: 'v1.31.1',
    sum: 'h1:5Yb5ihcz4YQsCkciusK7DnFpBMwRB6EFWeUKH1Atuyk=',
    crds: ['kubernetes/customresourcedefinitions.gen.yaml'],
  },
  gateway: {
    module: 'sigs.k8s.io/gateway-api',
    version: 'v1.6.3',
    sum: 'h1:lKpJa5bGlraC/QeACvCpsHLdmO6y0iKfzVl6gzaFEYc=',
    crds: ['config/crd/standard'],
  },
  externalSecrets: {
    module: 'github.com/external-secrets/external-secrets',
    version: 'v1.3.2',
    sum: 'h1:u2J8RjlHIeF0oZCqtl92adI/uZWUwOesJIDkfql6LqQ=',
    crds: ['config/crds/bases'],
  },
  certManager: {
    module: 'github.com/cert-manager/cert-manager',
    version: 'v1.21.2',
    sum: 'h1:UWgoYM+KLNtRlqmoWOKjKBOBUPVHeepQ6/ac3ERJW68=',
    crds: ['deploy/crds'],
  },
  externalDns: {
    module: 'sigs.k8s.io/external-dns',
    version: 'v0.22.0',
    sum: 'h1:+ASJ3KF7DLqHo2LsG8Qinuh2J389MS86I19i/r8ewUc=',
    crds: ['config/crd/standard'],
  },
  prometheusOperator: {
    module: 'github.com/prometheus-operator/prometheus-operator',
    version: 'v0.85.0',
    sum: 'h1:M5xLCLEoaW2IJfnuCwFzzpL+jSVQu3KGT84Pye+fW8s=',
    crds: ['example/prometheus-operator-crd'],
  },
  mcs: {
    module: 'sigs.k8s.io/mcs-api',
    version: 'v0.5.2',
    sum: 'h1:N+vrRiCIb0WJ0dxbBo7VfNv2WJigOHEo4gsLXpffVs8=',
    crds: ['config/crd'],
  },
  snapshotter: {
    module: 'github.com/kubernetes-csi/external-snapshotter/client/v8',
    version: 'v8.4.0',
    sum: 'h1:bMqrb3UHgHbP+PW9VwiejfDJU1R0PpXVZNMdeH8WYKI=',
    crds: ['config/crd/snapshot.storage.k8s.io_volumesnapshotclasses.yaml'],
  },
  velero: {
    module: 'github.com/vmware-tanzu/velero',
    version: 'v1.18.3',
    sum: 'h1:9uwN5yxTWQl9PsF5ljX4xiG+7VIq3I9mxOQ0DyyZ31A=',
    crds: ['config/crd/v1/bases'],
  },
  karpenter: {
    module: 'github.com/aws/karpenter-provider-aws',
    version: 'v1.14.1',
    sum: 'h1:WGtIQTQcxpElYMdWfWuPwaF2+9muR+hYhPZsTtoY8Gs=',
    crds: ['pkg/apis/crds'],
  },
  karpenterAzure: {
    module: 'github.com/Azure/karpenter-provider-azure',
    version: 'v1.14.2',
    sum: 'h1:ahAvrgrlHNbPJxPiusamAES7cGkGOJYse2mGlRA2Hao=',
    crds: ['pkg/apis/crds/karpenter.azure.com_aksnodeclasses.yaml'],
  },
  kubernetes: {
    module: 'k8s.io/kubernetes',
    version: 'v1.35.4',
    sum: 'h1:o/8dBC/pHVpYoGV4OAIytAlNPZbdYVTXJHoYvXC4qzM=',
  },
} as const satisfies Record<string, ModulePin>;

/** The short name of a pinned module. */
export type PinName = keyof typeof PINS;
