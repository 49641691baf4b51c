import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { CRD_SOURCES, ENVOY, GO_TOOLS, type CrdSource, type GoTool } from './tool-list';

/** Where the pins are and where built programs lie; made once by `openToolCache`. */
export interface ToolCache {
  /** The folder e2e/tools. */
  readonly pins: string;
  /** The cache's own folder, outside the tree. */
  readonly root: string;
  /** Name of the Go version in use, `none` where there is no Go. */
  readonly goVersion: string;
}

/** A program or data folder that the suites need, and whether it is there. */
export interface CachedItem {
  readonly name: string;
  readonly path: string;
  readonly present: boolean;
}

/** The folder for built programs: MERIDIAN_CACHE, else the user's cache folder. */
export function cacheRoot(env: NodeJS.ProcessEnv): string {
  const base = env['MERIDIAN_CACHE'] ?? join(env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'meridian');
  return join(base, 'e2e-tools');
}

function installedGo(): string {
  try {
    return execFileSync('go', ['env', 'GOVERSION'], { encoding: 'utf8' }).trim();
  } catch {
    return 'none';
  }
}

/** Opens the cache for the repository at `root`; looks up the Go version, builds nothing. */
export function openToolCache(root: string, env: NodeJS.ProcessEnv): ToolCache {
  return { pins: join(root, 'e2e', 'tools'), root: cacheRoot(env), goVersion: installedGo() };
}

function moduleKey(cache: ToolCache, module: string, salt: string): string {
  const hash = createHash('sha256');
  for (const file of ['go.mod', 'go.sum']) hash.update(readFileSync(join(cache.pins, module, file)));
  hash.update(salt);
  return `${module}-${hash.digest('hex').slice(0, 16)}`;
}

/** The version of a module as its go.mod pins it; throws where it is not pinned. */
export function pinnedVersion(cache: ToolCache, module: string, path: string): string {
  const text = readFileSync(join(cache.pins, module, 'go.mod'), 'utf8');
  for (const line of text.split('\n')) {
    const [name, version] = line
      .replace(/^require /, '')
      .trim()
      .split(/\s+/);
    if (name === path && version !== undefined) return version;
  }
  throw new Error(`e2e/tools/${module}/go.mod does not pin ${path}`);
}

/** Linker flags of a program; part of its cache key, for they change its bytes. */
export function linkerFlags(cache: ToolCache, tool: GoTool): string {
  const variables = tool.variables(pinnedVersion(cache, tool.module, tool.versionOf));
  return ['-s', '-w', ...Object.entries(variables).map(([name, value]) => `-X ${name}=${value}`)].join(' ');
}

/** Where a program built from Go lies. */
export function goToolPath(cache: ToolCache, tool: GoTool): string {
  const key = moduleKey(cache, tool.module, `${tool.package} ${linkerFlags(cache, tool)}`);
  return join(cache.root, `${key}-${cache.goVersion}`, tool.name);
}

/** Folder that holds the definitions of one source. */
export function crdPath(cache: ToolCache, source: CrdSource): string {
  return join(cache.root, `${moduleKey(cache, source.module, source.paths.join(' '))}-crds`, source.name);
}

/** Folder that holds Argo CD's helper scripts (`libexec`) and default settings (`config`). */
export function argocdDataPath(cache: ToolCache): string {
  return join(cache.root, `${moduleKey(cache, 'argocd', 'data')}-data`, 'argocd');
}

/** Where Envoy lies. */
export function envoyPath(cache: ToolCache): string {
  return join(cache.root, `envoy-${ENVOY.version}-${ENVOY.sha256.slice(0, 16)}`, 'envoy');
}

/** Everything that the suites may need, present or not. */
export function cachedItems(cache: ToolCache): readonly CachedItem[] {
  const paths: (readonly [string, string])[] = [
    ...GO_TOOLS.map((tool) => [tool.name, goToolPath(cache, tool)] as const),
    ...CRD_SOURCES.map((source) => [`CRDs of ${source.name}`, crdPath(cache, source)] as const),
    ['settings of argocd', argocdDataPath(cache)],
    ['envoy', envoyPath(cache)],
  ];
  return paths.map(([name, path]) => ({ name, path, present: existsSync(path) }));
}

/** The path of one program; throws, naming the command that builds it, where it is missing. */
export function requireTool(cache: ToolCache, name: string): string {
  const item = cachedItems(cache).find((candidate) => candidate.name === name);
  if (item?.present === true) return item.path;
  throw new Error(`${name} is not built yet: run "npm run e2e:tools" first`);
}

/** Versions that the suites run, for people: name and version. */
export function toolVersions(cache: ToolCache): readonly (readonly [string, string])[] {
  return [
    ['Kubernetes', pinnedVersion(cache, 'kube', 'k8s.io/kubernetes')],
    ['etcd', pinnedVersion(cache, 'etcd', 'go.etcd.io/etcd/server/v3')],
    ['Argo CD', pinnedVersion(cache, 'argocd', 'github.com/argoproj/argo-cd/v3')],
    ['Istio', pinnedVersion(cache, 'istio', 'istio.io/istio')],
    ['Istio CRDs', pinnedVersion(cache, 'istio', 'istio.io/api')],
    ['Gateway API CRDs', pinnedVersion(cache, 'istio', 'sigs.k8s.io/gateway-api')],
    [
      'External Secrets CRDs',
      pinnedVersion(cache, 'external-secrets', 'github.com/external-secrets/external-secrets'),
    ],
    ['cert-manager CRDs', pinnedVersion(cache, 'cert-manager', 'github.com/cert-manager/cert-manager')],
    ['external-dns CRDs', pinnedVersion(cache, 'external-dns', 'sigs.k8s.io/external-dns')],
    ['Multi-cluster Services CRDs', pinnedVersion(cache, 'mcs', 'sigs.k8s.io/mcs-api')],
    [
      'Prometheus Operator CRDs',
      pinnedVersion(cache, 'prometheus-operator', 'github.com/prometheus-operator/prometheus-operator'),
    ],
    ['Karpenter CRDs', pinnedVersion(cache, 'karpenter', 'github.com/aws/karpenter-provider-aws')],
    [
      'Volume snapshot CRDs',
      pinnedVersion(cache, 'snapshotter', 'github.com/kubernetes-csi/external-snapshotter/client/v8'),
    ],
    ['Velero CRDs', pinnedVersion(cache, 'velero', 'github.com/vmware-tanzu/velero')],
    [
      'Karpenter CRDs for Azure',
      pinnedVersion(cache, 'karpenter-azure', 'github.com/Azure/karpenter-provider-azure'),
    ],
    ['promtool', pinnedVersion(cache, 'prometheus', 'github.com/prometheus/prometheus')],
    ['Envoy', ENVOY.version],
  ];
}
