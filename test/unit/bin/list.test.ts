import { MINI_FILES } from '../../support/mini-fleet';
import { runCli } from '../../support/run-cli';
import { writeRepository } from '../../support/write-repository';

describe('meridian list', () => {
  it('lists clusters', async () => {
    expect(await runCli(['list', 'clusters'], writeRepository())).toEqual({
      code: 0,
      stdout: 'eu  aws  eu-west-1  eu  prod  stable  active\nus  aws  us-east-1  na  prod  stable  active\n',
      stderr: '',
    });
  });

  it('lists apps, with where they run and where only their callers do', async () => {
    const { stdout } = await runCli(['list', 'apps'], writeRepository());
    expect(stdout).toBe(
      'stock  goods  tier-2  stock  active  eu,us  -\nweb    shop   tier-2  web    active  us     -\n',
    );
  });

  it('lists units, as many as synth counts', async () => {
    const root = writeRepository();
    const { stdout } = await runCli(['list', 'units'], root);
    const { stderr } = await runCli(['synth'], root);
    expect(stderr).toContain(`, ${stdout.trim().split('\n').length} units, `);
    expect(stdout).toMatch(/^us +apps +web +active +web +\d+$/m);
  });

  it('lists namespaces', async () => {
    const { stdout } = await runCli(['list', 'namespaces'], writeRepository());
    expect(stdout).toBe(
      'eu  stock  goods  active  on\nus  stock  goods  active  on\nus  web    shop   active  on\n',
    );
  });

  it('lists where the requests of each region go, with the round trip, by shares where there are some', async () => {
    const { stdout } = await runCli(['list', 'routes'], writeRepository());
    expect(stdout).toBe(
      'stock  eu-west-1  eu-west-1 1 ms, us-east-1 70 ms  -  -\nstock  us-east-1  us-east-1 1 ms, eu-west-1 70 ms  -  -\nweb    us-east-1  us-east-1 1 ms                   -  -\n',
    );
  });

  it('lists what becomes of each app in the worst loss of each kind, and what that costs', async () => {
    const { stdout } = await runCli(['list', 'survival'], writeRepository());
    expect(stdout).toBe(
      'stock  holds     -  holds  -  2 to 3 times\nweb    unproven  -  away   -  1 times\n',
    );
  });

  it('lists what differs between clusters, with a score, the layer that says so, and where', async () => {
    const overlay = 'overlays:\n  - match: {cluster: eu}\n    runtime: {maxReplicasPerRegion: 5}\n';
    const files = {
      'apps/stock/app.yaml': `${MINI_FILES['apps/stock/app.yaml'] ?? ''}${overlay}`,
      'clusters/eu.yaml': MINI_FILES['clusters/eu.yaml']?.replace('ring: stable', 'ring: canary'),
    };
    const { stdout } = await runCli(['list', 'drift'], writeRepository(files));
    expect(stdout).toBe(
      [
        'stock  14.3 %  runtime.maxReplicasPerRegion  eu  5      overlays[0]  apps/stock/app.yaml:10',
        'stock  14.3 %  release                       eu  1.1.0  ring canary  apps/stock/releases.yaml:3',
        '',
      ].join('\n'),
    );
    expect((await runCli(['list', 'drift'], writeRepository())).stdout).toBe('');
  });

  it('says whether a cluster differs by its own file or by its profile', async () => {
    const profile = 'profiles/clusters/calm.yaml';
    const files = {
      [profile]: 'name: calm\ncriticality: tier-2\n',
      'clusters/eu.yaml': `${(MINI_FILES['clusters/eu.yaml'] ?? '').replace(/purpose: .*\ncriticality: .*/, 'purpose: regulated')}profile: calm\n`,
    };
    const { stdout } = await runCli(['list', 'drift'], writeRepository(files));
    expect(stdout).toMatch(/ purpose +eu +regulated +registry +clusters\/eu\.yaml:\d+$/m);
    expect(stdout).toMatch(/ criticality +eu +tier-2 +profile calm +profiles\/clusters\/calm\.yaml:2$/m);
  });

  it('lists what every cluster runs, with the ends of support and the days until then', async () => {
    const files = {
      'versions/stable.yaml': 'ring: stable\nkubernetes: "1.36"\ncharts: {kube-prometheus-stack: 77.6.2}\n',
      'clusters/us.yaml': (MINI_FILES['clusters/us.yaml'] ?? '').replace(
        /nextUpgradeWindow: .*/,
        'kubernetesVersion: "1.35"\nnextUpgradeWindow: 2027-01-19',
      ),
    };
    const { stdout } = await runCli(['list', 'versions'], writeRepository(files));
    for (const line of [
      /^us {2}stable {2}kubernetes +1\.35 +1\.36 +- +standard +2027-03-27 +126 +2027-01-19 +none$/m,
      /^us {2}stable {2}argo-cd +10\.9\.5 +- +v3\.5\.3 +tested on kubernetes 1\.33 to 1\.36( +-){4}$/m,
      /^us {2}stable {2}istio +1\.31\.1 +- +- +kubernetes 1\.32 to 1\.36( +-){4}$/m,
      /^us {2}stable {2}kube-prometheus-stack +77\.6\.2 +- +v0\.85\.0 +kubernetes 1\.19 to newest( +-){4}$/m,
    ])
      expect(stdout).toMatch(line);
    const { stdout: drift } = await runCli(['list', 'drift'], writeRepository(files));
    expect(drift).toMatch(/ kubernetes +eu +1\.36 +ring stable +versions\/stable\.yaml:2$/m);
  });

  it('lists how far each app is spread, and how far its promises ask it to be', async () => {
    const tier1 = (MINI_FILES['apps/stock/app.yaml'] ?? '').replace('tier-2', 'tier-1');
    const { stdout } = await runCli(
      ['list', 'topologies'],
      writeRepository({ 'apps/stock/app.yaml': tier1 }),
    );
    expect(stdout).toMatch(
      /^stock +tier-1 +4 +2 +2 +1 +multi-region +multi-region +a lost region, tier-1 +as asked$/m,
    );
    expect(stdout).toMatch(/^web +tier-2 +2 +1 +1 +1 +multi-zone +multi-zone +the usual: .* +as asked$/m);
  });

  it('lists what is shared inside each boundary, whose it is, and what goes with it', async () => {
    const { stdout } = await runCli(['list', 'boundaries', '--json'], writeRepository());
    const { boundaries } = JSON.parse(stdout) as { boundaries: Record<string, string>[] };
    expect(boundaries.map(({ boundary, name }) => `${boundary} ${name}`)).toEqual([
      'fleet mini',
      'account aws 111122223333',
      'region eu-west-1',
      'region us-east-1',
      'cluster eu',
      'cluster us',
    ]);
    expect(boundaries[1]).toMatchObject({
      inside: 'eu and us',
      owner: 'platform',
      shares: 'quotas, roles and store prod',
    });
    expect(boundaries[4]).toMatchObject({ inside: 'stock', lost: 'nothing outside it' });
  });

  it('speaks JSON, with a name for every column', async () => {
    const { stdout } = await runCli(['list', 'clusters', '--json'], writeRepository());
    expect(JSON.parse(stdout)).toMatchObject({
      clusters: [{ cluster: 'eu', geography: 'eu' }, { cluster: 'us' }],
      diagnostics: [],
    });
  });

  it('lists what it can where the plan holds, and says what is wrong', async () => {
    const root = writeRepository({ 'apps/web/app.yaml': undefined, 'apps/web/releases.yaml': undefined });
    const { code, stderr } = await runCli(['list', 'apps'], root);
    expect(stderr).toContain('error: ');
    expect(code).toBe(1);
  });
});
