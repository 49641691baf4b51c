import { compile } from '../../../lib/compile/compile';
import { compileObjects } from '../../../lib/compile/compile-objects';
import type { Unit } from '../../../lib/compile/unit';
import { clusterTree } from '../../../lib/gitops/cluster-tree';
import { RETRY, RETRY_SECONDS } from '../../../lib/plan/sync';
import { unitFile } from '../../../lib/gitops/unit-file';
import { miniFleet } from '../../support/mini-fleet';

const { fleet, plan, cluster } = miniFleet();
const UNIT: Unit = {
  cluster: 'us',
  lane: 'apps',
  name: 'web',
  directory: 'apps/web',
  project: 'team-shop',
  namespace: 'shop',
  state: 'frozen',
  ignoreDifferences: [{ group: 'apps', kind: 'Deployment', jsonPointers: ['/spec/replicas'] }],
  objects: [],
};

describe('a unit file', () => {
  test('holds all that the templates ask for', () => {
    expect(unitFile(UNIT, fleet)).toEqual({
      cluster: 'us',
      path: 'units/apps/web.yaml',
      content: {
        yaml: {
          unit: {
            application: 'apps-web',
            name: 'web',
            path: 'dist/us/apps/web',
            project: 'team-shop',
            namespace: 'shop',
            state: 'frozen',
            ignoreDifferences: [{ group: 'apps', kind: 'Deployment', jsonPointers: ['/spec/replicas'] }],
          },
        },
      },
    });
  });

  test('has a list of what controllers write even where it is empty', () => {
    const { content } = unitFile({ ...UNIT, ignoreDifferences: [] }, fleet);
    expect(content).toMatchObject({ yaml: { unit: { ignoreDifferences: [] } } });
  });

  test('gives the templates every key that they name', () => {
    const { folders } = clusterTree(plan, cluster('us'), [UNIT], compileObjects);
    const text = JSON.stringify(folders.find(({ directory }) => directory === 'root')?.objects);
    const named = [...text.matchAll(/\.unit\.(\w+)/g)].map((match) => match[1]);
    const { content } = unitFile(UNIT, fleet);
    const keys = Object.keys((content as { yaml: { unit: object } }).yaml.unit);
    expect(named.length).toBeGreaterThan(0);
    expect(keys).toEqual(expect.arrayContaining(named));
  });
});

describe('what lies beside the units of a cluster', () => {
  const { folders, files } = clusterTree(plan, cluster('us'), [UNIT], compileObjects);

  test('is its bootstrap and its root', () => {
    const listed = folders.map(({ directory, objects }) => [
      directory,
      objects.map((object) => `${object.kind}/${object.metadata.name}`),
    ]);
    expect(listed).toEqual([
      ['bootstrap', ['AppProject/root-us', 'Application/root-us', 'Secret/meridian-cluster']],
      [
        'root',
        ['AppProject/baseline', 'AppProject/team-shop', 'ApplicationSet/apps', 'ApplicationSet/baseline'],
      ],
    ]);
  });

  test('is a file a unit, the page, and the folder of what was removed', () => {
    expect(files.map(({ path }) => path)).toEqual([
      'units/apps/web.yaml',
      'bootstrap/README.md',
      'removed/.gitkeep',
    ]);
    expect(files.at(-1)?.content).toEqual({ text: '' });
  });
});

test('every unit belongs to a project of its cluster that lets it into its namespaces', () => {
  const { units, folders } = compile(plan, { resources: {}, twice: false, report: () => undefined });
  expect(units.length).toBeGreaterThan(0);
  for (const unit of units) {
    const root = folders.find((folder) => folder.cluster === unit.cluster && folder.directory === 'root');
    const project = root?.objects.find((object) => object.metadata.name === unit.project);
    const { destinations } = project?.['spec'] as { destinations: { name: string; namespace: string }[] };
    const wanted = [unit.namespace, ...unit.objects.flatMap((object) => object.metadata.namespace ?? [])];
    expect(destinations).toEqual(
      expect.arrayContaining(wanted.map((namespace) => ({ name: unit.cluster, namespace }))),
    );
  }
});

test('a sync is tried again for 2 h 2 min, as the delays that Argo CD is given add up', () => {
  const { limit, backoff } = RETRY;
  const delays = Array.from({ length: limit }, (_, retry) =>
    Math.min(parseInt(backoff.maxDuration), parseInt(backoff.duration) * backoff.factor ** (retry + 1)),
  );
  expect(delays.slice(0, 6)).toEqual([10, 20, 40, 80, 160, 180]);
  expect(delays.reduce((sum, seconds) => sum + seconds)).toBe(RETRY_SECONDS);
  expect(RETRY_SECONDS).toBe(2 * 3600 + 2 * 60 + 10);
  expect(RETRY.refresh).toBe(true);
});
