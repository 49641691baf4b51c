import { posix } from 'node:path';
import { readSourceTree } from '../../../lib/config/read-source-tree';
import type { Json } from '../../../lib/core/manifest';
import { listOf, objectOf, textOf, valueAt } from '../../../lib/core/json';
import { REPOSITORY, synthesizeClean } from '../../support/reference';

const FLEETS = ['.', 'examples/mixed'] as const;

/** A link that a fleet shows people, and what shows it. */
interface Shown {
  readonly by: string;
  readonly link: string;
}

interface FleetLinks {
  readonly alerts: readonly Shown[];
  readonly dashboards: readonly Shown[];
  /** Address of the output as a browser sees it. */
  readonly home: string;
  readonly output: ReadonlyMap<string, string>;
}

const linksOf = (root: string): FleetLinks => {
  const { fleet, compiled, output } = synthesizeClean(readSourceTree(posix.join(REPOSITORY, root)));
  const objects = compiled.units.flatMap((unit) => unit.objects);
  const alerts = objects
    .filter(({ kind }) => kind === 'PrometheusRule')
    .flatMap((object) => listOf(valueAt(object, 'spec', 'groups')))
    .flatMap((group) => listOf(objectOf(group)['rules']).map(objectOf))
    .filter(({ alert }) => alert !== undefined)
    .map((rule) => ({
      by: textOf(rule['alert']) ?? '',
      link: textOf(valueAt(rule, 'annotations', 'runbook_url')) ?? '',
    }));
  const dashboards = objects
    .filter(({ metadata }) => metadata.name.startsWith('dashboard-'))
    .flatMap((object) => Object.values(objectOf(object['data'])))
    .map((text) => objectOf(JSON.parse(textOf(text) ?? '') as Json))
    .flatMap((dashboard) => listOf(dashboard['links']).map(objectOf))
    .map((link) => ({ by: textOf(link['title']) ?? '', link: textOf(link['url']) ?? '' }))
    .filter(({ link }) => link.startsWith('https://'));
  const { url, path } = fleet.repository;
  return {
    alerts,
    dashboards,
    home: `${url.replace(/\.git$/, '')}/blob/HEAD/${path}/`,
    output,
  };
};

const fleets = new Map(FLEETS.map((root) => [root, linksOf(root)]));

function headingsOf(page: string | undefined): readonly string[] {
  return [...(page ?? '').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading);
}

/** A heading as a browser finds it. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(' ', '-')
    .replace(/[^\w-]/g, '');

/** Links that lead to no file of the output, or to no heading of it. */
function deadLinks({ alerts, dashboards, home, output }: FleetLinks): readonly string[] {
  return [...alerts, ...dashboards].flatMap(({ by, link }) => {
    const [path = '', anchor] = link.replace(home, '').split('#');
    const page = output.get(path);
    const isThere =
      page !== undefined && (anchor === undefined || headingsOf(page).map(anchorOf).includes(anchor));
    return isThere ? [] : [`${by}: ${link}`];
  });
}

describe.each([...fleets])('runbooks of %s', (_, links) => {
  const pages = [...links.output].filter(([path]) => /^_fleet\/.*\.md$/.test(path));

  it('are there, each under the heading that its alert links to', () => {
    expect(deadLinks(links)).toEqual([]);
    expect(links.alerts.filter(({ by, link }) => !link.endsWith(`#${by.toLowerCase()}`))).toEqual([]);
    expect(new Set(links.dashboards.map(({ by }) => by))).toEqual(
      new Set(['Runbooks of apps', 'Runbooks of the platform', 'Operations']),
    );
  });

  it('link to pages and headings that are in the tree too', () => {
    const dead = pages.flatMap(([path, text]) =>
      [...text.matchAll(/\]\(([^)#]*)(?:#([^)]*))?\)/g)].flatMap(([, to = '', anchor]) => {
        const target = to === '' ? path : posix.join(posix.dirname(path), to);
        const headings = headingsOf(links.output.get(target)).map(anchorOf);
        const isThere = links.output.has(target) && (anchor === undefined || headings.includes(anchor));
        return isThere ? [] : [`${path}: ${to}#${anchor ?? ''}`];
      }),
    );
    expect(pages).toHaveLength(4);
    expect(dead).toEqual([]);
  });
});

it('no runbook is kept for an alert that is gone', () => {
  const alerts = new Set([...fleets.values()].flatMap((links) => links.alerts.map(({ by }) => by)));
  const output = fleets.get('.')?.output;
  const headings = ['apps', 'platform'].flatMap((page) =>
    [...(output?.get(`_fleet/runbooks/${page}.md`) ?? '').matchAll(/^## (\w+)$/gm)].map(
      ([, name = '']) => name,
    ),
  );
  expect(headings.filter((heading) => !alerts.has(heading))).toEqual([]);
});
