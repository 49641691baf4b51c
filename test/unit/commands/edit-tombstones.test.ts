import { parse } from 'yaml';
import {
  addApp,
  addCluster,
  addNamespace,
  dropEntry,
  editTombstones,
  setNamespaceState,
  type AppTombstone,
  type NamespaceTombstone,
} from '../../../lib/commands/edit-tombstones';

const APP: AppTombstone = { name: 'batch', owner: 'shop', namespace: 'jobs', clusters: ['us'], kinds: [] };
const QUOTA = { 'limits.memory': '1Gi', pods: '5', 'requests.cpu': '1', 'requests.memory': '1Gi' };
const NAMESPACE: NamespaceTombstone = {
  name: 'jobs',
  owner: 'shop',
  criticality: 'tier-2',
  cell: 'default',
  exposed: false,
  state: 'kept',
  quota: { us: QUOTA },
};

describe('editTombstones', () => {
  it('makes the file where there is none', () => {
    const text = editTombstones(undefined, [addApp(APP), addNamespace(NAMESPACE), addCluster('eu')]);
    expect(text.startsWith('# What was removed')).toBe(true);
    const { kinds: _kinds, ...app } = APP;
    const { exposed: _exposed, ...namespace } = NAMESPACE;
    expect(parse(text)).toEqual({ apps: [app], namespaces: [namespace], clusters: [{ name: 'eu' }] });
  });

  it('keeps every comment and line that it does not change', () => {
    const text = `# top
apps:
  # before
  - name: batch # behind
    owner: shop
    namespace: jobs
    # why here
    clusters: [us]
  - {name: other, owner: shop, namespace: jobs, clusters: [us]}
# end
`;
    const edited = editTombstones(text, [
      addApp({ ...APP, clusters: ['eu'], kinds: ['Role.rbac.authorization.k8s.io'] }),
    ]);
    const kept = text
      .split('\n')
      .filter((line) => !line.includes('clusters: [us]\n') && line !== '    clusters: [us]');
    for (const line of kept) expect(edited.split('\n')).toContain(line);
    expect(parse(edited)).toMatchObject({
      apps: [{ clusters: ['eu', 'us'], kinds: ['Role.rbac.authorization.k8s.io'] }, { name: 'other' }],
    });
  });

  it('changes nothing where all is there already', () => {
    const text = editTombstones(undefined, [addApp(APP), addNamespace(NAMESPACE)]);
    expect(editTombstones(text, [addApp(APP), addNamespace(NAMESPACE)])).toBe(text);
  });

  it('adds the quota of another cluster to a namespace', () => {
    const text = editTombstones(undefined, [addNamespace({ ...NAMESPACE, exposed: true })]);
    const edited = editTombstones(text, [addNamespace({ ...NAMESPACE, quota: { eu: QUOTA } })]);
    expect(parse(edited)).toMatchObject({ namespaces: [{ exposed: true, quota: { eu: QUOTA, us: QUOTA } }] });
  });

  it('moves a namespace to another state', () => {
    const text = editTombstones(undefined, [addNamespace(NAMESPACE)]);
    expect(editTombstones(text, [setNamespaceState('jobs', 'released')])).toBe(
      text.replace('state: kept', 'state: released'),
    );
  });

  it('leaves an empty list when the last entry goes, and fills it again', () => {
    const text = editTombstones(undefined, [addApp(APP)]);
    const emptied = editTombstones(text, [dropEntry('apps', 'batch')]);
    expect(emptied).toContain('apps: []\n');
    expect(editTombstones(emptied, [addApp(APP)])).toBe(text);
  });

  it('keeps lists where their author put them', () => {
    const text = 'clusters:\n- name: eu\n';
    expect(editTombstones(text, [addCluster('us')])).toBe('clusters:\n- name: eu\n- name: us\n');
  });
});
