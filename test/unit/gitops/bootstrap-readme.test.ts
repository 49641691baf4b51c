import { compileBaselineUnits } from '../../../lib/compile/baseline-units';
import { compile } from '../../../lib/compile/compile';
import { compileObjects } from '../../../lib/compile/compile-objects';
import { valueAt } from '../../../lib/core/json';
import { objectIdentity } from '../../../lib/core/manifest';
import { buildBootstrap } from '../../../lib/gitops/bootstrap';
import { bootstrapReadme } from '../../../lib/gitops/bootstrap-readme';
import { SYNC_OPTIONS } from '../../../lib/plan/sync';
import { objectPath } from '../../../lib/output/object-path';
import { MINI_FILES, miniApp, miniFleet, miniGkeCluster, type MiniFleet } from '../../support/mini-fleet';

const { fleet, cluster } = miniFleet();

function pageOf({ fleet, plan, cluster }: MiniFleet, id = 'us'): string {
  const units = compileBaselineUnits(plan, () => undefined).filter((unit) => unit.cluster === id);
  return bootstrapReadme(fleet, cluster(id), units, undefined);
}
const page = pageOf(miniFleet());

/** The commands of a page: the lines of its code blocks. */
function commandsOf(text: string): string[] {
  return [...text.matchAll(/^```sh\n([\s\S]*?)\n```$/gm)].flatMap((match) => (match[1] ?? '').split('\n'));
}

describe('the bootstrap page', () => {
  test('has two commands to apply, the identity first', () => {
    expect(commandsOf(page).filter((command) => command.includes(' apply '))).toEqual([
      'kubectl --context us apply --server-side -f dist/us/bootstrap/argocd/secret_meridian-cluster.yaml',
      'kubectl --context us apply --server-side --recursive -f dist/us/bootstrap',
    ]);
  });

  test('names the file of the identity as it is written', () => {
    const secret = compileObjects('test', (scope) => buildBootstrap(scope, fleet, cluster('us'))).find(
      (object) => object.kind === 'Secret',
    );
    if (secret === undefined) throw new Error('no Secret');
    expect(page).toContain(`-f dist/us/bootstrap/${objectPath(objectIdentity(secret))}\n`);
  });

  test('names the files of the account where the repository has its output', () => {
    const files = {
      'fleet.yaml': (MINI_FILES['fleet.yaml'] ?? '').replace('mini.git}', 'mini.git, path: out/tree}'),
    };
    const moved = pageOf(miniFleet({ files }));
    const named = moved.split('/us/baseline').length - 1;
    expect(named).toBeGreaterThan(1);
    expect(moved.split('`out/tree/_fleet/permissions/us/baseline').length - 1).toBe(named);
    expect(moved).toContain('`out/tree/_fleet/permissions/us/baseline/people.json`');
  });

  test('never leaves the cluster to the context that happens to be current', () => {
    const commands = commandsOf(page);
    const ofCluster = commands.filter((command) => command.startsWith('kubectl'));
    expect(ofCluster.length).toBeGreaterThanOrEqual(7);
    for (const command of ofCluster) expect(command).toMatch(/^kubectl --context us /);
  });

  test('says what must be there first, with versions', () => {
    for (const words of ['Kubernetes 1.35', 'Argo CD 3.5']) {
      expect(page).toContain(words);
    }
    for (const setting of ['--policy', '--revision-cache-expiration', 'resource.exclusions', 'in-cluster']) {
      expect(page).toContain(setting);
    }
  });

  test('says what the Istio of the tree needs: its mirror, its CA, the addresses of its gateway', () => {
    for (const words of [
      'registry.example.com/istio-release/charts',
      'new pods join 1.31.1',
      'mini-mesh-ca-us',
      '10.1.255.0/28',
    ]) {
      expect(page).toContain(words);
    }
  });

  test('says what the entry and the certificate need, where the fleet has them', () => {
    const text = `${MINI_FILES['fleet.yaml'] ?? ''}entry: {route53: {hostedZone: Z0123456789MINI}}
baseline: {ingress-gateway: {certificateIssuer: public}, cert-manager: {install: false}}
`;
    const mini = miniFleet({ files: { 'fleet.yaml': text } });
    const other = pageOf(mini);
    for (const words of ['`Z0123456789MINI`', '--txt-owner-id=us`', 'ClusterIssuer `public`']) {
      expect(other).toContain(words);
      expect(page).not.toContain(words);
    }
  });

  test('asks for the Gateway API only where the tree does not bring it', () => {
    const asked = '**Gateway API 1.6**';
    const without = miniFleet({
      files: {
        'fleet.yaml': `${MINI_FILES['fleet.yaml'] ?? ''}baseline: {gateway-api: {install: false}}\n`,
      },
    });
    const google = miniFleet({ files: { 'clusters/asia.yaml': miniGkeCluster('asia', 'asia-east1', 3) } });
    expect(page).not.toContain(asked);
    expect(pageOf(without)).toContain(asked);
    expect(pageOf(google, 'asia')).toContain('The provider brings it with `--gateway-api=standard`.');
  });

  test('lists what the mirror must hold, and how the artifact without a chart is made', () => {
    expect(page).toContain('* `registry.example.com/istio-release/charts/istiod:1.31.1`');
    expect(page).toContain('oras push registry.example.com/gateway-api:v1.6.3 gateway-api');
  });

  test('asks for no controller that the tree brings, and names the permissions that it needs', () => {
    const written = pageOf(
      miniFleet({
        files: {
          'fleet.yaml': `${MINI_FILES['fleet.yaml'] ?? ''}entry: {route53: {hostedZone: Z0123456789MINI}}
dnsZone: {provider: aws, account: '444455556666', id: Z0123456789MINI}
baseline:
  ingress-gateway: {certificateIssuer: public}
  cert-manager: {issuers: {public: {server: https://acme.example.com/directory}}}
`,
        },
      }),
    );
    expect(written).not.toContain('--txt-owner-id');
    expect(written).not.toContain('What the certificate needs');
    for (const name of ['cert-manager', 'external-dns'])
      expect(written).toContain(`\`dist/_fleet/permissions/us/baseline/${name}.json\``);
  });

  test('says what Traffic Manager needs, where that sends users', () => {
    const entry =
      'entry: {trafficManager: {subscription: 00000000-0000-4000-8000-000000000001, resourceGroup: edge}}';
    const mini = miniFleet({ files: { 'fleet.yaml': `${MINI_FILES['fleet.yaml'] ?? ''}${entry}\n` } });
    expect(pageOf(mini)).toContain('resource group `edge`');
  });

  test('says how long a sync is tried again, and asks for one with the options of every unit', () => {
    expect(page).toContain('for 2h2m in all');
    const request = commandsOf(page).find((command) => command.includes(' patch application '));
    const body = /-p '(.*)'$/.exec(request ?? '')?.[1] ?? '{}';
    expect(JSON.parse(body)).toMatchObject({
      operation: { sync: { prune: true, syncOptions: SYNC_OPTIONS } },
    });
  });

  test('speaks of credentials only where the repository is private, and never shows one', () => {
    expect(page).not.toContain('secret-type: repository');
    const closed = miniFleet({
      files: {
        'fleet.yaml': (MINI_FILES['fleet.yaml'] ?? '').replace('mini.git}', 'mini.git, private: true}'),
      },
    });
    const text = pageOf(closed);
    expect(text).toContain('label: `argocd.argoproj.io/secret-type: repository`');
    expect(text).toContain('exactly `https://git.example.com/mini.git`');
  });

  test('is the same whatever apps there are, so that an app never asks for a new bootstrap', () => {
    const more = miniFleet({
      files: { 'apps/more/app.yaml': miniApp('more', 'shop', 'regions: [aws:us-east-1]') },
    });
    expect(pageOf(more)).toBe(page);
  });

  test('ends with one line break, and has no trailing blanks', () => {
    expect(page).toMatch(/[^\n]\n$/);
    expect(page).not.toMatch(/[ \t]$/m);
  });
});

describe('the page of a cluster whose tree keeps Argo CD', () => {
  const mini = miniFleet({
    files: {
      'fleet.yaml': `${MINI_FILES['fleet.yaml'] ?? ''}baseline: {argocd: {notifications: {slackChannel: deploys}}}\n`,
    },
  });
  const compiled = compile(mini.plan, { resources: {}, twice: false, report: () => undefined });
  const pageOf = (cluster: string): string => {
    const file = compiled.files.find(
      ({ cluster: id, path }) => id === cluster && path === 'bootstrap/README.md',
    );
    return file !== undefined && 'text' in file.content ? file.content.text : '';
  };

  test('installs what the tree takes over: the same chart, the same values, under the name of its controller', () => {
    const us = compiled.units.flatMap(({ cluster, objects }) => (cluster === 'us' ? objects : []));
    const application = us.find(({ metadata }) => metadata.name === 'chart-argocd');
    const values = compiled.files.find(
      ({ cluster, path }) => cluster === 'us' && path.startsWith('install/'),
    );
    expect(values).toEqual({
      cluster: 'us',
      path: 'install/argocd-values.json',
      content: { json: valueAt(application?.['spec'], 'source', 'helm', 'valuesObject') },
    });
    expect(pageOf('us')).toContain(
      'helm template argocd oci://registry.example.com/argocd/charts/argo-cd --version 10.9.5',
    );
    expect(pageOf('us')).toContain('--values dist/us/install/argocd-values.json');
    expect(pageOf('us')).toContain('--field-manager argocd-controller');
    expect(pageOf('us')).not.toContain('--revision-cache-expiration');
  });

  test('says what its notifications need', () => {
    expect(pageOf('eu')).toContain('`mini-argocd-eu`, a JSON object with the key `slack-token`');
  });

  test('has no trailing blanks', () => {
    expect(pageOf('us')).not.toMatch(/[ \t]$/m);
  });
});

describe('what must be there first', () => {
  const pageIn = (nodes: string): string => {
    const us = `${MINI_FILES['clusters/us.yaml'] ?? ''}nodes: ${nodes}\n`.replace(
      'vpc-cni\n',
      'vpc-cni-prefix-delegation\n',
    );
    const { plan } = miniFleet({ files: { 'clusters/us.yaml': us } });
    const { files } = compile(plan, { resources: {}, twice: false, report: () => undefined });
    const file = files.find(({ cluster, path }) => cluster === 'us' && path === 'bootstrap/README.md');
    return file !== undefined && 'text' in file.content ? file.content.text : '';
  };

  test('is what the service does not bring', () => {
    expect(pageIn('managed-node-groups')).toContain('* The **AWS Load Balancer Controller**');
    expect(pageIn('managed-node-groups')).toContain('EKS Pod Identity Agent');
    expect(pageIn('eks-auto-mode')).not.toContain('Load Balancer Controller');
    expect(pageIn('eks-auto-mode')).not.toContain('Pod Identity Agent');
    expect(pageIn('managed-node-groups')).toContain('EBS CSI driver');
    expect(pageIn('eks-auto-mode')).not.toContain('EBS CSI driver');
  });

  test('is the allowlist of Autopilot, for the agent of the mesh that looks into nodes', () => {
    const needsOf = (more: string): string => {
      const text = miniGkeCluster('gke', 'us-east4', 3, more).replace('velero-prod', 'backup-for-gke');
      return miniFleet({ files: { 'clusters/gke.yaml': text } })
        .cluster('gke')
        .needs.join();
    };
    expect(needsOf('nodes: autopilot\n')).toContain('WorkloadAllowlist');
    expect(needsOf('nodes: autopilot\nmesh: none\n')).not.toContain('WorkloadAllowlist');
    expect(needsOf('nodes: nap\n')).not.toContain('WorkloadAllowlist');
  });
});
