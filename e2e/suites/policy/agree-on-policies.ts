import type { Manifest } from '../../../lib/core/manifest';
import { POLICY_RULE_NAMES } from '../../../lib/policy/registry';
import { admission } from '../../../lib/simulate/admission/admission';
import type { Refusal } from '../../../lib/simulate/admission/judge-policy';
import { expectNone } from '../../harness/expect';
import type { KubeClient, KubeObject, Verdict } from '../../harness/kube-client';
import { mapLimited } from '../../harness/map-limited';
import type { CommittedTree } from '../../harness/tree';
import { pending, type Waits } from '../../harness/waits';
import { POLICY_CORPUS } from './corpus';
import { corpusPolicies, denying } from './corpus-policies';
import { GOOD, NAMESPACE, TOKEN_ACCOUNT, withValue } from './good-objects';
import type { PolicyCase } from './policy-case';
import { makeBefore } from './updates';

const AT_ONCE = 8;
const PATIENCE_MS = 60_000;

/** An API server of its own, and how to wait for it. */
interface Server {
  readonly client: KubeClient;
  readonly waits: Waits;
}

/** The policies of a committed tree. */
function policiesOf(tree: CommittedTree): readonly Manifest[] {
  return tree.objects
    .filter(({ path }) => path.startsWith('baseline/policy/'))
    .map(({ object }) => object as unknown as Manifest);
}

async function applyAll(client: KubeClient, objects: readonly object[]): Promise<void> {
  for (const object of objects as readonly KubeObject[]) {
    const verdict = await client.apply(object);
    if (!verdict.accepted) throw new Error(`${object.kind} ${object.metadata.name}: ${verdict.message}`);
  }
}

/** Installs the policies of a tree in earnest, refusing, with the parameters of the corpus. */
async function install({ client, waits }: Server, policies: readonly Manifest[]): Promise<void> {
  const namespace = (name: string): object => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  const account = (name: string): object => ({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name, namespace: NAMESPACE },
  });
  await applyAll(client, [NAMESPACE, 'platform', 'argocd'].map(namespace));
  await applyAll(client, ['web', TOKEN_ACCOUNT].map(account));
  await makeBefore(client);
  await applyAll(client, denying(policies));
  for (const rule of POLICY_RULE_NAMES) await waitUntilRefused({ client, waits }, rule);
}

/** A new policy is heard of a moment after it was stored. */
async function waitUntilRefused({ client, waits }: Server, rule: string): Promise<void> {
  const entry = POLICY_CORPUS.find(({ refusedBy }) => refusedBy.length === 1 && refusedBy[0] === rule);
  if (entry === undefined) throw new Error(`the corpus has no object that ${rule} alone refuses`);
  await waits.until(`${rule} refuses`, PATIENCE_MS, async () => {
    const { accepted } = await client.apply(entry.object, { dryRun: true });
    return accepted ? pending(`${entry.name} is accepted`) : true;
  });
}

/** What the server and our engine do not agree on. */
function disagreement(entry: PolicyCase, verdict: Verdict, refusals: readonly Refusal[]): readonly string[] {
  const ours = refusals.map(({ policy, message }) => `'${policy}' … ${message}`).join('; ');
  if (verdict.accepted)
    return refusals.length === 0 ? [] : [`${entry.name}: the server accepts, and we refuse: ${ours}`];
  const same = refusals.some(
    ({ policy, message }) =>
      verdict.message.includes(`ValidatingAdmissionPolicy '${policy}'`) && verdict.message.includes(message),
  );
  return same ? [] : [`${entry.name}: the server says "${verdict.message}", and we: ${ours}`];
}

/** Asks the API server, with the policies of a tree, and our own engine about every object of the corpus. */
export async function agreeOnPolicies(server: Server, tree: CommittedTree): Promise<string> {
  const policies = policiesOf(tree);
  const { client } = server;
  await install(server, policies);
  const { judge, unread } = admission(corpusPolicies(policies));
  expectNone(unread.map(({ policy, reason }) => `${policy}: ${reason}`));
  const found = await mapLimited(POLICY_CORPUS, AT_ONCE, async (entry) => {
    const verdict = await client.apply(entry.object, { dryRun: true });
    const refusals = judge(entry.object as unknown as Manifest);
    return disagreement(entry, verdict, refusals);
  });
  expectNone(found.flat());
  const refused = POLICY_CORPUS.filter(({ refusedBy }) => refusedBy.length > 0).length;
  return `${String(refused)} objects refused and ${String(POLICY_CORPUS.length - refused)} accepted, by ${String(POLICY_RULE_NAMES.length)} policies`;
}

/** Whether a tree holds every policy: those of all such trees are the same, and their parameters differ. */
export function holdsEveryPolicy(tree: CommittedTree): boolean {
  const policies = policiesOf(tree).filter(({ kind }) => kind === 'ValidatingAdmissionPolicy');
  return policies.length === POLICY_RULE_NAMES.length;
}

/** Gives the policies the parameters of a tree, and waits until a digest that is blocked beside its own is refused. */
async function tellParameters({ client, waits }: Server, tree: CommittedTree, mark: string): Promise<void> {
  const parameters = policiesOf(tree).find(({ kind }) => kind === 'ConfigMap');
  const data = parameters?.['data'] as Readonly<Record<string, string>>;
  const blocked = [data['blocked-digests'], mark].filter(Boolean).join(',');
  await applyAll(client, [{ ...parameters, data: { ...data, 'blocked-digests': blocked } }]);
  const image = `${data['registries']?.split(',')[0] ?? ''}web@${mark}`;
  const probe = withValue(GOOD.pod, ['spec', 'containers', 0, 'image'], image);
  await waits.until(`the parameters of ${tree.name} are heard of`, PATIENCE_MS, async () => {
    const { message } = await client.apply(probe, { dryRun: true });
    return message.includes("'must-not-use-blocked-digest.") ? true : pending(message);
  });
}

/** With the parameters of each tree, and refusing, the policies let in everything that the tree holds. */
export async function letInWhatIsWritten(server: Server, trees: readonly CommittedTree[]): Promise<string> {
  let count = 0;
  for (const [index, tree] of trees.entries()) {
    await tellParameters(server, tree, `sha256:${String(index).padStart(64, 'd')}`);
    const found = await mapLimited(tree.objects, AT_ONCE, async ({ path, object }) => {
      const { accepted, message } = await server.client.apply(object, { dryRun: true });
      return accepted ? [] : [`${tree.name}/${path}: ${message}`];
    });
    expectNone(found.flat());
    count += tree.objects.length;
  }
  return `${String(count)} objects of ${String(trees.length)} trees`;
}
