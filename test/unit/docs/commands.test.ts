import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileMini } from '../../support/compiled';
import { MINI_FILES, withAccess } from '../../support/mini-fleet';

const root = join(__dirname, '../../..');
const PAGES = ['docs/operations.md', 'docs/runbooks/apps.md', 'docs/runbooks/platform.md'];
const PROMISE = 'are within the everyday roles';

const ACCESS = 'access: {breakGlass: glass-us, groups: [{group: runtime, role: operate}]}\n';
const objects = compileMini({
  'clusters/us.yaml': withAccess(MINI_FILES['clusters/us.yaml'] ?? '', ACCESS),
}).compiled.units.flatMap((unit) => unit.objects);

interface Rule {
  readonly resources?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
  readonly apiGroups?: readonly string[];
  readonly verbs: readonly string[];
}

function rulesOf(...names: readonly string[]): readonly Rule[] {
  return objects
    .filter(({ kind, metadata }) => kind === 'ClusterRole' && names.includes(metadata.name))
    .flatMap((role) => role['rules'] as unknown as Rule[]);
}

/** What the role `view` of Kubernetes has, as far as the pages ask for it: its bootstrap policy. */
const KUBERNETES_VIEW = ['cronjob', 'deployment', 'events', 'hpa', 'networkpolicy', 'pod', 'pods'];

/** The group that each kind of a controller on the pages belongs to. */
const GROUPS: Readonly<Record<string, string>> = {
  application: 'argoproj.io',
  applications: 'argoproj.io',
  backups: 'velero.io',
  backupstoragelocation: 'velero.io',
  backupstoragelocations: 'velero.io',
  certificate: 'cert-manager.io',
  crd: 'apiextensions.k8s.io',
  datauploads: 'velero.io',
  gateways: 'gateway.networking.k8s.io',
  httproutes: 'gateway.networking.k8s.io',
  nodeclaim: 'karpenter.sh',
  nodeclaims: 'karpenter.sh',
  nodepools: 'karpenter.sh',
  restores: 'velero.io',
  schedules: 'velero.io',
  validatingadmissionpolicies: 'admissionregistration.k8s.io',
  volumeattachments: 'storage.k8s.io',
  volumesnapshotclass: 'snapshot.storage.k8s.io',
};

interface Command {
  readonly page: string;
  readonly text: string;
  readonly verb: string;
  readonly what: readonly string[];
}

/** Every kubectl command of a page, with its verb and what it is about. */
function commandsOf(page: string): readonly Command[] {
  const text = readFileSync(join(root, page), 'utf8');
  return [...text.matchAll(/kubectl ((?:[^`\n|\\]|\\\|)+)/g)].flatMap(([, line = '']) => {
    const words = line
      .replace(/--context \S+|-n \S+/g, '')
      .trim()
      .split(/\s+/);
    const [verb = '', about = ''] = words;
    return [{ page, text: line, verb, what: about.replace(/\/.*/, '').split(',') }];
  });
}

const commands = PAGES.flatMap(commandsOf);
const looking = commands.filter(({ verb }) => ['get', 'describe', 'logs'].includes(verb));

test('every page says which commands the everyday roles have', () => {
  for (const page of PAGES) expect(readFileSync(join(root, page), 'utf8')).toContain(PROMISE);
  expect(looking.length).toBeGreaterThan(25);
});

test.each(looking.map((command) => [`${command.page}: kubectl ${command.text}`, command] as const))(
  '%s is within the everyday roles',
  (_, { what }) => {
    const view = rulesOf('meridian-view-kinds', 'meridian-view-cluster');
    const missing = what.filter((kind) => {
      if (kind === '--raw')
        return !view.some(({ nonResourceURLs = [] }) => nonResourceURLs.includes('/metrics'));
      if (KUBERNETES_VIEW.includes(kind)) return false;
      return !view.some(({ apiGroups = [] }) => apiGroups.includes(GROUPS[kind] ?? 'of nobody'));
    });
    expect(missing).toEqual([]);
  },
);

test('who operates may delete a pod, and forward a port', () => {
  expect(rulesOf('meridian-operate')).toEqual(
    expect.arrayContaining([expect.objectContaining({ resources: ['pods'], verbs: ['delete'] })]),
  );
});
