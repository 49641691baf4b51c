import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSourceTree } from '../../../lib/config/read-source-tree';
import type { OutputTree } from '../../../lib/output/output-tree';
import { REPOSITORY, synthesizeClean } from '../../support/reference';

const readme = readFileSync(join(REPOSITORY, 'README.md'), 'utf8');
const blocks = [...readme.matchAll(/^ {3}```yaml\n([^]*?)^ {3}```$/gm)].map(([, text = '']) =>
  text.replace(/^ {3}/gm, ''),
);
const [cluster = '', app = '', releases = ''] = blocks;
const reference = readSourceTree(REPOSITORY);
const before = synthesizeClean(reference).output;

const ALERTS = 'baseline/platform-alerts/monitoring/prometheusrule.monitoring.coreos.com_platform.yaml';

/** What a cluster asks a new one with; the two nearest, `apse1` and `use1`, also notice when it falls silent. */
function watchedFrom(name: string, id: string): readonly string[] {
  return [
    ...(name === 'aws-euw1' ? [] : [ALERTS]),
    'baseline/prometheus/monitoring/scrapeconfig.monitoring.coreos.com_peers.yaml',
    `baseline/prometheus/monitoring/service_prometheus-${id}.yaml`,
  ];
}

/** The reference fleet's output with more inputs. */
function outputWith(files: Readonly<Record<string, string>>): OutputTree {
  const all = new Map([...reference.files, ...Object.entries(files)]);
  return synthesizeClean({ ...reference, files: all }).output;
}

/** Paths that are new, gone or different. */
function changedPaths(after: OutputTree): readonly string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => before.get(path) !== after.get(path)).sort();
}

describe('the steps of the README', () => {
  it('add a cluster with one file, and change its folder and the ways to it alone', () => {
    const id = 'aws-apne1-prod-platform-01';
    const changed = changedPaths(outputWith({ [`clusters/${id}.yaml`]: cluster }));
    const permissions = `_fleet/permissions/${id}/`;
    expect(changed.some((path) => path.startsWith(permissions))).toBe(true);
    const elsewhere = changed.filter(
      (path) =>
        !path.startsWith(`${id}/`) &&
        !path.startsWith(permissions) &&
        !['_fleet/.owned', '_fleet/clusters.md'].includes(path),
    );
    expect(changed.length - elsewhere.length).toBeGreaterThan(20);
    const ways = elsewhere.filter((path) =>
      path.endsWith('/networkpolicy.networking.k8s.io_allow-east-west.yaml'),
    );
    expect(ways).not.toEqual([]);
    const ofMesh = ['aws-apse1', 'aws-euw1', 'aws-use1'].flatMap((name) =>
      [
        '.owned',
        `baseline/mesh-secrets/istio-system/externalsecret.external-secrets.io_istio-remote-secret-${id}.yaml`,
        ...watchedFrom(name, id),
        'namespaces/istio-system/istio-system/networkpolicy.networking.k8s.io_east-west-gateway.yaml',
        'namespaces/istio-system/istio-system/networkpolicy.networking.k8s.io_istiod.yaml',
      ].map((path) => `${name}-prod-platform-01/${path}`),
    );
    expect(elsewhere.filter((path) => !ways.includes(path))).toEqual(ofMesh);
  });

  it('add an app with two files, and change what is its own and the lists that name it', () => {
    const after = outputWith({ 'apps/greeter/app.yaml': app, 'apps/greeter/releases.yaml': releases });
    const others = changedPaths(after).filter((path) => !path.includes('greeter'));
    const changed = ['aws-euw1-prod-platform-01', 'aws-use1-prod-platform-01'].flatMap((id) => [
      `${id}/.owned`,
      `${id}/baseline/backups/_cluster/clusterrole.rbac.authorization.k8s.io_meridian-restore-test.yaml`,
      `${id}/baseline/backups/velero/cronjob.batch_restore-test.yaml`,
      `${id}/baseline/backups/velero/schedule.velero.io_${id}.yaml`,
      `${id}/${ALERTS}`,
      `${id}/root/argocd/appproject.argoproj.io_baseline.yaml`,
      `${id}/root/argocd/appproject.argoproj.io_team-web-platform.yaml`,
    ]);
    expect(others).toEqual(changed);
  });
});
