import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { JsonObject } from '../../lib/core/manifest';
import { mutateObject, type Mutation } from '../../test/support/mutate-object';
import { schemaOf, validateObject } from '../../test/support/validate-object';
import { STRICTER_OFFLINE, type Difference } from '../expectations/validator-differences';
import { expectNone } from '../harness/expect';
import type { KubeClient, KubeObject } from '../harness/kube-client';
import { mapLimited } from '../harness/map-limited';
import { REFUSED } from './corpus/refused';

const AT_ONCE = 12;
const EXAMPLES = join('test', 'unit', 'schemas', 'examples');

/** One good example of every kind that is emitted, as the offline tests have them. */
export function readExamples(repository: string): readonly KubeObject[] {
  const folder = join(repository, EXAMPLES);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .flatMap((name) => parseAllDocuments(readFileSync(join(folder, name), 'utf8')))
    .map((document) => document.toJS() as KubeObject);
}

function reviewed(kind: string, mutation: Mutation): Difference | undefined {
  return STRICTER_OFFLINE.find(
    (item) =>
      (item.kind === '*' || item.kind === kind) &&
      item.mistake === mutation.mistake &&
      item.path.test(mutation.path),
  );
}

/** What is wrong with one verdict; `used` gathers the reviewed differences that it needed. */
async function judge(
  client: KubeClient,
  kind: string,
  mutation: Mutation,
  used: Set<Difference>,
): Promise<readonly string[]> {
  const offline = validateObject(mutation.object);
  const verdict = await client
    .apply(mutation.object as unknown as KubeObject, { dryRun: true })
    .catch((error: unknown) => ({
      accepted: false,
      message: String(error),
    }));
  if (offline.length > 0 === !verdict.accepted) return [];
  const known = reviewed(kind, mutation);
  if (known !== undefined) {
    used.add(known);
    return [];
  }
  const who = verdict.accepted
    ? 'only the offline validation refuses'
    : `only the server refuses (${verdict.message})`;
  return [`${kind} ${mutation.path} ${mutation.mistake}: ${who}`];
}

/** Plants every single mistake in every example and asks both judges; fails with the mistakes on which they differ. */
export async function agreeOnMistakes(client: KubeClient, examples: readonly KubeObject[]): Promise<string> {
  const planted = examples.flatMap((object) => {
    const schema = schemaOf(object.apiVersion, object.kind);
    const mutations = schema === undefined ? [] : mutateObject(object as unknown as JsonObject, schema);
    return mutations.map((mutation) => ({ kind: object.kind, mutation }));
  });
  const used = new Set<Difference>();
  const found = await mapLimited(planted, AT_ONCE, ({ kind, mutation }) =>
    judge(client, kind, mutation, used),
  );
  const stale = STRICTER_OFFLINE.filter((item) => !used.has(item));
  expectNone([
    ...found.flat(),
    ...stale.map((item) => `no longer a difference: ${item.kind} ${item.path.source}`),
  ]);
  return `${String(planted.length)} planted mistakes, ${String(STRICTER_OFFLINE.length)} reviewed differences`;
}

/** The mistakes of the corpus that a schema can see must be refused offline as well. */
export function offlineRefuses(): string {
  const bySchema = REFUSED.filter((item) =>
    ['unknown field', 'type', 'enum', 'required'].includes(item.mistake),
  );
  const passed = bySchema.filter((item) => validateObject(item.object).length === 0).map((item) => item.name);
  if (passed.length > 0)
    throw new Error(passed.map((name) => `offline validation takes: ${name}`).join('\n'));
  return `${String(bySchema.length)} of ${String(REFUSED.length)} objects`;
}
