import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const page = readFileSync(join(__dirname, '../../../docs/capabilities.md'), 'utf8');
const [, section = ''] = page.split('\n## What was asked for\n');
const [asked = ''] = section.split('\n## ');

/** The capabilities that have a row, and so a test. */
const capabilities = new Set(
  [...page.matchAll(/^\| ([^|]+?) +\| `[^`]+` \w+ +\| `[^`]+\.test\.ts`/gm)].map(([, what = '']) => what),
);

const rows = [...asked.matchAll(/^\| ([^|]+?) +\| (“[^|]+?) +\|$/gm)].map(([, what = '', names = '']) => ({
  what,
  names: [...names.matchAll(/“([^”]+)”/g)].map(([, name = '']) => name),
}));

/** What was asked of the baseline, of access and of arrangements, each with the requirement that answers it. */
const ASKED: readonly (readonly [asked: string, requirement: string])[] = [
  ['the same baseline everywhere', 'The same baseline in every cluster, with the same versions'],
  ['the same versions in a ring', 'The same baseline in every cluster, with the same versions'],
  ['the same observability', 'Every cluster watches itself, also when it is alone'],
  [
    'the same security, exempt with an owner and an end',
    'The same rules for workloads in every cluster; an exemption has an owner and an end',
  ],
  [
    'one repository for all clusters',
    'Every cluster follows one repository, and reaches into no other cluster',
  ],
  ['tools over the whole fleet', 'The tools of the fleet span it, and need no hub'],
  [
    'a region looked into without another context',
    'A region is looked into like any other: the same names everywhere',
  ],
  ['equal waiting in every region', 'Users wait alike in every region'],
  ['a lost zone survived', 'A lost zone is survived by replicas in all others'],
  ['no webhook that stops a cluster', 'No webhook can stop a cluster'],
  ['drift healed', 'Delivery heals drift, deletes nothing by accident, and tries again'],
  ['sets with guards and retries', 'Delivery heals drift, deletes nothing by accident, and tries again'],
  ['one layout', 'One layout of the tree: a folder for each cluster, a file for each object'],
  ['differences in overlays, counted', 'What differs is declared, and how far clusters are apart is counted'],
  [
    'what regions differ in',
    'What is of a region differs with it: zones, kinds of machines, endpoints, mirrors',
  ],
  ['an Argo CD each', 'Each cluster has an Argo CD of its own, which outlasts a zone and repairs itself'],
  ['global observability', 'Ten things of the whole fleet on one dashboard, in every cluster'],
  ['clusters that stay small', 'Clusters stay small enough to be failure domains'],
  [
    'what is doubled, central, or crosses nothing',
    'What is shared across each boundary is known, and whose it is',
  ],
  ['no cluster without a reason', 'Every cluster says why it exists, and what it has'],
  ['what is shared by boundary', 'What is shared across each boundary is known, and whose it is'],
  ['exact words for arrangements', 'The usual arrangement first, and more where a promise asks for it'],
  ['a recommended arrangement', 'The usual arrangement first, and more where a promise asks for it'],
  ['contracts alike in all clouds', 'Clouds differ in adapters, behind one contract'],
  ['levels of autonomy', 'How much a cluster can do while it is cut off'],
  ['the fields of the registry', 'Every cluster says why it exists, and what it has'],
  [
    'values that go with the provider',
    'Clusters come from profiles that are written down, and not from hands',
  ],
  ['an identity contract', 'One identity contract, which each cloud keeps in its own way'],
  [
    'stores, keys and registries of each cloud',
    'Secrets, keys and images come out of what the cloud of the cluster has',
  ],
  ['access of people', 'People have access to one cluster each, and break-glass is apart'],
  ['eight layers, eight requirements', 'The eight requirements of production, held before a commit too'],
  ['policies released in steps', 'A policy has a version, and is released one ring after the other'],
  ['ten local signals', 'Every cluster watches itself, also when it is alone'],
  ['ten global items', 'Ten things of the whole fleet on one dashboard, in every cluster'],
  ['ten labels', 'Ten labels on all telemetry'],
  ['rings', 'Each ring has its versions, with the calendar of support and the rules of skew'],
  ['an upgrade registry', 'Each ring has its versions, with the calendar of support and the rules of skew'],
  ['profiles of clusters', 'Clusters come from profiles that are written down, and not from hands'],
  ['a contract of workloads', 'Clouds differ in adapters, behind one contract'],
  ['disruption budgets and bounds', 'A disruption budget, and bounds of replicas that hold'],
  ['a failover that a person confirms', 'A person confirms the failover'],
  ['one writer with a standby', 'Active and passive: backup, pilot light, warm and hot standby'],
  ['objectives and telemetry', 'An objective is a number in the contract, and alerts follow'],
  [
    'production, standby and sandbox',
    'Production, a standby, a sandbox and three clouds stand in one registry',
  ],
  ['four reasons for a cluster', 'Every cluster says why it exists, and what it has'],
  ['no hub at run time', 'The tools of the fleet span it, and need no hub'],
  ['rights and policies by Git', 'What differs is declared, and how far clusters are apart is counted'],
];

describe('the table of what was asked for', () => {
  it.each(ASKED)('has an answer to %s', (_, requirement) => {
    expect(rows.map(({ what }) => what)).toContain(requirement);
  });

  it('is read whole, each requirement once', () => {
    const lines = asked.split('\n').filter((line) => line.startsWith('| ') && line.includes('“'));
    expect(rows.length).toBe(lines.length);
    expect(rows.length).toBeGreaterThan(60);
    expect(new Set(rows.map(({ what }) => what)).size).toBe(rows.length);
  });

  it('names capabilities that have a row, and so a test that fails without them', () => {
    const unknown = rows.flatMap(({ what, names }) =>
      names.filter((name) => !capabilities.has(name)).map((name) => `${what}: ${name}`),
    );
    expect(unknown).toEqual([]);
    expect(rows.filter(({ names }) => names.length === 0)).toEqual([]);
  });
});
