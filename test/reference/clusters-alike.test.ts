import { join } from 'node:path';
import { readSourceTree } from '../../lib/config/read-source-tree';
import type { Cluster } from '../../lib/fleet/fleet';
import { PLATFORM_NAMESPACES } from '../../lib/namespaces/namespace-unit';
import { ADAPTERS, type Adapter } from '../support/adapters';
import { withoutPlace } from '../support/place';
import { REPOSITORY, synthesizeClean } from '../support/reference';

/** What differs between two clusters in one file: the lines that only one of them has, or that it has no such file. */
interface Difference {
  readonly clusters: readonly [Cluster, Cluster];
  readonly file: string;
  readonly lines: readonly string[] | 'missing';
}

type Files = ReadonlyMap<string, string>;

const FLEETS = ['.', 'examples/mixed'].map((root) => {
  const { output, fleet } = synthesizeClean(readSourceTree(join(REPOSITORY, root)));
  return { root, output, clusters: fleet.clusters.filter(({ purpose }) => purpose === 'shared-apps') };
});

/** What the platform gives a cluster, place aside: the baseline, and the namespaces. */
function filesOf(output: Files, cluster: Cluster): Files {
  const prefix = `${cluster.id}/`;
  const own = [...output].filter(([path]) => path.startsWith(prefix));
  const files = own.map(([path, text]): [string, string] => [path.slice(prefix.length), text]);
  const compared = files.filter(([path]) => /^(baseline|namespaces)\//.test(path));
  return new Map(compared.map(([path, text]) => [withoutPlace(path, cluster), withoutPlace(text, cluster)]));
}

function differencesOf({ output, clusters }: (typeof FLEETS)[number]): Difference[] {
  return clusters.flatMap((one, index) =>
    clusters
      .slice(index + 1)
      .flatMap((other) => between([one, other], filesOf(output, one), filesOf(output, other))),
  );
}

function between(clusters: Difference['clusters'], mine: Files, theirs: Files): Difference[] {
  return [...new Set([...mine.keys(), ...theirs.keys()])].flatMap((file): Difference[] => {
    const [one, other] = [mine.get(file), theirs.get(file)];
    if (one === other || followsApps(file, mine, theirs)) return [];
    if (one === undefined || other === undefined) return [{ clusters, file, lines: 'missing' }];
    return [{ clusters, file, lines: apart(one.split('\n'), other.split('\n')) }];
  });
}

/** A namespace of an app is where the contract places it; what lies in it is compared where both have it. */
function followsApps(file: string, ...sides: Files[]): boolean {
  const [folder, name = ''] = file.split('/');
  if (folder !== 'namespaces' || PLATFORM_NAMESPACES.some((namespace) => namespace.name === name))
    return false;
  const object = `namespaces/${name}/_cluster/namespace_${name}.yaml`;
  return sides.some((files) => !files.has(object));
}

/** Lines of the one and not of the other; where there are none, all lines, because then their order differs. */
function apart(one: readonly string[], other: readonly string[]): readonly string[] {
  const only = [
    ...one.filter((line) => !other.includes(line)),
    ...other.filter((line) => !one.includes(line)),
  ];
  return only.length === 0 ? one : only;
}

function excuses({ file, lines, between: apply }: Adapter, difference: Difference): boolean {
  if (!file.test(difference.file) || apply?.(...difference.clusters) === false) return false;
  if (lines === undefined) return true;
  return difference.lines !== 'missing' && difference.lines.every((line) => lines.test(line));
}

const DIFFERENCES = FLEETS.flatMap(differencesOf);

describe('what the platform gives clusters of production', () => {
  test.each(FLEETS)('is compared for every two of $root, and is a lot', ({ output, clusters }) => {
    expect(clusters).toHaveLength(3);
    for (const cluster of clusters) {
      const files = [...filesOf(output, cluster).keys()];
      expect(files.length).toBeGreaterThan(100);
      expect(
        files.filter((file) => file.includes('policy/_cluster/validatingadmissionpolicy.')),
      ).toHaveLength(14);
    }
  });

  test('is the same, but for adapters that have a reason', () => {
    const unexplained = DIFFERENCES.filter(
      (difference) => !ADAPTERS.some((adapter) => excuses(adapter, difference)),
    );
    expect(
      unexplained.map(({ clusters: [one, other], file, lines }) => ({
        between: `${one.id} ${other.id}`,
        file,
        lines,
      })),
    ).toEqual([]);
  });

  test.each(ADAPTERS)('needs the adapter $file: $reason', (adapter) => {
    expect(DIFFERENCES.some((difference) => excuses(adapter, difference))).toBe(true);
  });

  test('is the same in every admission policy, and in every binding where the rings enforce alike', () => {
    const policies = DIFFERENCES.filter(({ file }) => file.includes('validatingadmissionpolicy'));
    expect(policies.every(({ clusters: [one, other] }) => one.ring.name !== other.ring.name)).toBe(true);
    expect(policies.every(({ file }) => file.includes('policybinding'))).toBe(true);
  });
});
