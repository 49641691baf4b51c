import type { LintRule } from '../../../../lib/lint/lint';
import { rootsStayFree } from '../../../../lib/lint/rules/roots-stay-free';
import { syncWindowsCanBeRead } from '../../../../lib/lint/rules/sync-windows-can-be-read';
import {
  compileMini,
  edit,
  findingsOf,
  sentencesOf,
  withObjects,
  type CompiledFleet,
} from '../../../support/compiled';

const fleet = compileMini();
const ROOT = 'Application.argoproj.io argocd/root-us (us, bootstrap): ';
const PROJECT = 'AppProject.argoproj.io argocd/team-shop (us, root): spec.';

type Edit = readonly [kind: string, name: string, path: readonly (string | number)[], value: unknown];

const root = (path: readonly string[], value: unknown): Edit => ['Application', 'root-us', path, value];
const window = (more: object): Edit => [
  'AppProject',
  'team-shop',
  ['spec', 'syncWindows'],
  [{ kind: 'deny', schedule: '0 22 * * 5', duration: '48h', applications: ['*'], ...more }],
];
const inUs = (change: Edit): CompiledFleet => withObjects(fleet, edit(...change, 'us'));

/** What trips a rule, what it says, and the nearest thing that does not. */
type Case = readonly [what: string, rule: LintRule, trips: Edit, sentence: string, fine: Edit];

const CASES: readonly Case[] = [
  [
    'a window of days',
    syncWindowsCanBeRead,
    window({ duration: '2d' }),
    `${PROJECT}syncWindows[0].duration is 2d, which is no duration | Write hours, such as 48h: days are not known.`,
    window({ duration: '1h30m' }),
  ],
  [
    'a window with seconds',
    syncWindowsCanBeRead,
    window({ schedule: '0 0 22 * * 5' }),
    `${PROJECT}syncWindows[0].schedule is 0 0 22 * * 5, which is no schedule | Write minute, hour, day, month and weekday, such as "0 22 * * 5".`,
    window({ timeZone: 'Etc/GMT+5' }),
  ],
  [
    'a window of another zone',
    syncWindowsCanBeRead,
    window({ timeZone: 'CEST+2' }),
    `${PROJECT}syncWindows[0].timeZone is CEST+2, which names no zone | Write a name such as Etc/UTC.`,
    window({ timeZone: 'Etc/UTC' }),
  ],
  [
    'a window of another zone',
    syncWindowsCanBeRead,
    window({ timeZone: 'America/Nowhere' }),
    `${PROJECT}syncWindows[0].timeZone is America/Nowhere, which names no zone | Write a name such as Etc/UTC.`,
    window({ timeZone: 'Etc/UTC' }),
  ],
  [
    'a window of no kind',
    syncWindowsCanBeRead,
    window({ kind: 'forbid' }),
    `${PROJECT}syncWindows[0].kind is forbid | Write allow or deny.`,
    window({ kind: 'allow' }),
  ],
  [
    'a window for nothing',
    syncWindowsCanBeRead,
    window({ applications: [] }),
    `${PROJECT}syncWindows[0] is for nothing | Name applications, namespaces or clusters.`,
    window({ applications: [], clusters: ['us'] }),
  ],
  [
    'a window for more than it says',
    syncWindowsCanBeRead,
    window({ clusters: ['us'] }),
    `${PROJECT}syncWindows[0] is for whatever any of applications, clusters matches | Set andOperator to true, or name one of them.`,
    window({ clusters: ['us'], andOperator: true }),
  ],
  [
    'a window of a cluster by another name',
    syncWindowsCanBeRead,
    window({ applications: [], clusters: ['in-cluster'] }),
    `${PROJECT}syncWindows[0].clusters hold in-cluster, and destinations here are called us | Write the name as destinations have it.`,
    window({ applications: [], clusters: ['*'] }),
  ],
  [
    'a root that is passed over',
    rootsStayFree,
    root(['metadata', 'annotations', 'argocd.argoproj.io/skip-reconcile'], 'true'),
    `${ROOT}metadata.annotations["argocd.argoproj.io/skip-reconcile"] is set | Take it out.`,
    ['Deployment', 'web', ['metadata', 'annotations', 'argocd.argoproj.io/skip-reconcile'], 'true'],
  ],
  [
    'a root that takes everything with it',
    rootsStayFree,
    root(['metadata', 'finalizers'], ['resources-finalizer.argocd.argoproj.io']),
    `${ROOT}metadata.finalizers are set: deleting the root would delete everything in the cluster | Take them out.`,
    root(['metadata', 'finalizers'], []),
  ],
  [
    'a root that does not sync',
    rootsStayFree,
    root(['spec', 'syncPolicy', 'automated', 'enabled'], false),
    `${ROOT}spec.syncPolicy.automated is off | Let the root sync by itself.`,
    root(['spec', 'syncPolicy', 'automated', 'enabled'], true),
  ],
  [
    'a window that holds the root back',
    rootsStayFree,
    ['AppProject', 'root-us', ['spec', 'syncWindows'], [{ kind: 'deny' }]],
    'AppProject.argoproj.io argocd/root-us (us, bootstrap): spec.syncWindows hold back the root | Put windows into the projects of units.',
    window({}),
  ],
];

describe('reports', () => {
  test.each(CASES)('%s', (_what, rule, trips, sentence, fine) => {
    expect(findingsOf(rule, fleet)).toEqual([]);
    expect(sentencesOf(rule, inUs(trips))).toEqual([sentence]);
    expect(findingsOf(rule, inUs(fine))).toEqual([]);
  });
});
