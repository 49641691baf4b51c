import { z } from 'zod';
import { runtimeFields } from '../../../lib/facets/runtime/schema';
import { appName } from '../../../lib/schema/leaves';
import { oneApp, specOf, unitObjects } from '../../support/app-unit';

const schema = z.strictObject(runtimeFields);

/** What is wrong with `runtime`, beside the two fields that every app needs. */
function problems(more: object): string[] {
  const result = schema.safeParse({ minReplicasPerRegion: 1, maxReplicasPerRegion: 2, ...more });
  return (
    result.error?.issues.map((issue) =>
      issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? '') : issue.message,
    ) ?? []
  );
}

const ports = (name: string): object => ({ ports: [{ name, port: 80 }] });
const config = (files: object): object => ({ config: { mountPath: '/etc/shop', files } });
const load = (targetUtilisation: unknown): object => ({
  load: { rpsPerReplica: 1, peakRps: {}, targetUtilisation },
});

describe('what the API server would refuse of a workload is refused before', () => {
  it.each<[string, object, string]>([
    ['a port without a letter', ports('8080'), 'with a letter among them'],
    ['a port with two dashes in a row', ports('a--b'), 'single dashes'],
    ['a port that is too long', ports('a'.repeat(16)), 'at most 15'],
    ['a file that is a way up', config({ '..data': '' }), 'expected a file name'],
    ['no file at all', config({}), 'at least one file'],
    ['files of more than a mebibyte', config({ a: '\u00e9'.repeat(2 ** 19) }), 'at most 1 MiB'],
    ['a share of a percent', load(62.5), 'a whole number'],
    ['a secret of which nothing is read', { secrets: [{ name: 'a', env: {} }] }, 'nothing of it is read'],
    ['a variable that tells where the pod runs', { env: { MERIDIAN_REGION: 'a' } }, 'say where the pod runs'],
  ])('%s', (_, more, words) => {
    expect(problems(more)).toEqual([expect.stringContaining(words)]);
  });

  it.each(['default', 'istio-proxy'])('an app that would share the name %s', (name) => {
    expect(appName.safeParse(name).success).toBe(false);
  });

  it('and nothing else', () => {
    const files = config({ 'a.txt': '', '.b': 'c' });
    expect(problems({ ...ports('http-2'), ...files, ...load('60%'), env: { A: '' } })).toEqual([]);
  });
});

describe('what the API server would drop is not written', () => {
  it('as there are empty values of variables and empty arguments', () => {
    const files = oneApp('regions: [aws:us-east-1]');
    const contract = files['apps/shop/app.yaml']?.replace(
      'runtime: {',
      'runtime: {args: [], env: {A: "", B: c}, ',
    );
    const template = specOf(unitObjects({ ...files, 'apps/shop/app.yaml': contract }, 'us'), 'Deployment')[
      'template'
    ];
    const [container] = (template as { spec: { containers: Record<string, unknown>[] } }).spec.containers;
    expect(container?.['env']).toEqual([{ name: 'A' }, { name: 'B', value: 'c' }]);
    expect(container).not.toHaveProperty('args');
  });
});
