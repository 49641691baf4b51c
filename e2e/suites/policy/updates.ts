import { expectNone } from '../../harness/expect';
import type { KubeClient, KubeObject, Verdict } from '../../harness/kube-client';
import { BLOCKED, GOOD, NAMESPACE, REGISTRY, withValue } from './good-objects';
import { DIGEST, FIRST, GOOD_SECOND } from './policy-case';

const NEXT = `sha256:${'c'.repeat(64)}`;
const BAD_IMAGE = `elsewhere.example/web${DIGEST}`;

function named(object: KubeObject, name: string, more: Readonly<Record<string, unknown>> = {}): KubeObject {
  return { ...object, metadata: { ...object.metadata, name, ...more } };
}

/** What is in the cluster before its policies: two things that are as they should be, and two that are not. */
const BEFORE: readonly KubeObject[] = [
  named(GOOD.pod, 'running'),
  named(withValue(GOOD.pod, ['spec', 'containers', 0, 'image'], BAD_IMAGE), 'held', {
    finalizers: ['example.com/hold'],
  }),
  named(withValue(GOOD.deployment, [...FIRST, 'image'], BAD_IMAGE), 'old'),
];

/** A change of one of them, and whether the policies let it through. */
interface Update {
  readonly name: string;
  readonly kind: 'Pod' | 'Deployment';
  readonly of: string;
  readonly patch: object;
  readonly subresource?: string;
  readonly refusedBy?: string;
}

function image(text: string): object {
  return { spec: { containers: [{ ...(GOOD.pod['spec'] as Spec).containers[0], image: text }] } };
}

function debug(text: string): object {
  return {
    spec: { ephemeralContainers: [{ ...GOOD_SECOND, resources: undefined, name: 'look', image: text }] },
  };
}

interface Spec {
  readonly containers: readonly object[];
}

const UPDATES: readonly Update[] = [
  {
    name: 'a running pod is given an image from elsewhere',
    kind: 'Pod',
    of: 'running',
    patch: image(`elsewhere.example/web${DIGEST}`),
    refusedBy: 'must-use-approved-registry',
  },
  {
    name: 'a running pod is given a blocked image',
    kind: 'Pod',
    of: 'running',
    patch: image(`${REGISTRY}web@${BLOCKED}`),
    refusedBy: 'must-not-use-blocked-digest',
  },
  {
    name: 'a running pod is given a good image',
    kind: 'Pod',
    of: 'running',
    patch: image(`${REGISTRY}web@${NEXT}`),
  },
  {
    name: 'somebody looks around with an image by its tag',
    kind: 'Pod',
    of: 'running',
    patch: debug(`${REGISTRY}tools:1`),
    subresource: 'ephemeralcontainers',
    refusedBy: 'must-pin-image-by-digest',
  },
  {
    name: 'somebody looks around with a blocked image',
    kind: 'Pod',
    of: 'running',
    patch: debug(`${REGISTRY}tools@${BLOCKED}`),
    subresource: 'ephemeralcontainers',
    refusedBy: 'must-not-use-blocked-digest',
  },
  {
    name: 'somebody looks around with a good image',
    kind: 'Pod',
    of: 'running',
    patch: debug(`${REGISTRY}tools${DIGEST}`),
    subresource: 'ephemeralcontainers',
  },
  {
    name: 'a pod of before is annotated',
    kind: 'Pod',
    of: 'held',
    patch: { metadata: { annotations: { a: 'b' } } },
  },
  { name: 'a pod of before is let go', kind: 'Pod', of: 'held', patch: { metadata: { finalizers: null } } },
  { name: 'a workload of before is scaled', kind: 'Deployment', of: 'old', patch: { spec: { replicas: 3 } } },
  {
    name: 'a workload of before is given another bad image',
    kind: 'Deployment',
    of: 'old',
    patch: { spec: { template: { metadata: { annotations: { a: 'b' } } } } },
    refusedBy: 'must-use-approved-registry',
  },
];

/** Makes what is there before the policies are. */
export async function makeBefore(client: KubeClient): Promise<void> {
  for (const object of BEFORE) {
    const { accepted, message } = await client.create(object, 'meridian-e2e');
    if (!accepted) throw new Error(`${object.metadata.name}: ${message}`);
  }
}

function isAsExpected({ refusedBy }: Update, { accepted, message }: Verdict): boolean {
  return refusedBy === undefined ? accepted : !accepted && message.includes(`'${refusedBy}.`);
}

/** Changes what was there in earnest, one thing after the other: what is new is judged, and what was there can be run on. */
export async function judgeUpdates(client: KubeClient): Promise<string> {
  const wrong: string[] = [];
  for (const update of UPDATES) {
    const apiVersion = update.kind === 'Pod' ? 'v1' : 'apps/v1';
    const ref = { apiVersion, kind: update.kind, name: update.of, namespace: NAMESPACE };
    const verdict = await client.patch(ref, update.patch, update.subresource);
    if (!isAsExpected(update, verdict))
      wrong.push(`${update.name}: ${verdict.accepted ? 'accepted' : verdict.message}`);
  }
  expectNone(wrong);
  return `${String(UPDATES.length)} changes`;
}

/** The namespace of the parameters can be made again without them; no other one can. */
export async function comesBackWithoutParameters(client: KubeClient): Promise<string> {
  const parameters = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    name: 'policy-parameters',
    namespace: 'platform',
  };
  const removed = await client.remove(parameters);
  const platform = {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'platform', labels: { again: 'yes' } },
  };
  const back = await client.apply(platform, { dryRun: true });
  const other = await client.apply(GOOD.namespace, { dryRun: true });
  expectNone([
    ...(removed.accepted ? [] : [`parameters: ${removed.message}`]),
    ...(back.accepted ? [] : [`platform: ${back.message}`]),
    ...(other.accepted ? ['another namespace is made without parameters'] : []),
  ]);
  return 'platform';
}
