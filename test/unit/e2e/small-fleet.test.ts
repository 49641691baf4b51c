import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSourceTree } from '../../../lib/config/read-source-tree';
import type { OutputTree } from '../../../lib/output/output-tree';
import { SMALL } from '../../../e2e/harness/fleet-repository';
import { readmeCluster } from '../../../e2e/suites/change/fourth-cluster';
import { REPOSITORY, synthesizeClean, synthesizeReference } from '../../support/reference';

const tree = readSourceTree(join(REPOSITORY, SMALL.folder));
const { output } = synthesizeClean(tree);

/** What a step of a suite waits for grows with it: what a new component adds here is switched off in its `fleet.yaml`. */
const MOST_UNITS = 14;

function unitsOf(cluster: string): number {
  return [...output.keys()].filter((path) => path.startsWith(`${cluster}/units/`)).length;
}

/** Group and kind of every object of a tree. */
function kindsOf(files: OutputTree): ReadonlySet<string> {
  const manifests = [...files].filter(([path]) => path.endsWith('.yaml') && !path.includes('/units/'));
  return new Set(
    manifests.map(([, text]) => {
      const [, apiVersion = ''] = /^apiVersion: (.*)$/m.exec(text) ?? [];
      const [, kind = ''] = /^kind: (.*)$/m.exec(text) ?? [];
      return `${apiVersion.split('/')[0] ?? ''} ${kind}`;
    }),
  );
}

describe('the small fleet of the suites', () => {
  test.each(['aws-euw1-prod-small-01', 'aws-use1-prod-small-01'])('holds little in %s', (cluster) => {
    expect(unitsOf(cluster)).toBeGreaterThan(2);
    expect(unitsOf(cluster)).toBeLessThanOrEqual(MOST_UNITS);
  });

  test('has kinds of the reference fleet alone, whose definitions its clusters get', () => {
    const known = kindsOf(synthesizeReference().output);
    expect([...kindsOf(output)].filter((kind) => !known.has(kind))).toEqual([]);
  });

  test('takes the cluster of the README', () => {
    const { id, text } = readmeCluster(readFileSync(join(REPOSITORY, 'README.md'), 'utf8'));
    const files = new Map([...tree.files, [`clusters/${id}.yaml`, text]]);
    const joined = synthesizeClean({ ...tree, files }).output;
    expect([...joined.keys()].some((path) => path.startsWith(`${id}/units/`))).toBe(true);
  });
});
