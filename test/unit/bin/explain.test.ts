import { miniApp } from '../../support/mini-fleet';
import { runCli } from '../../support/run-cli';
import { writeRepository } from '../../support/write-repository';

const OVERLAID = {
  'apps/stock/app.yaml': `${miniApp('stock', 'goods', 'regions: [aws:us-east-1, aws:eu-west-1]\ncalls: {from: [web]}')}overlays:
  - match: {geography: eu}
    runtime: {minReplicasPerRegion: 3}
  - match: {region: eu-west-1}
    runtime: {minReplicasPerRegion: 4}
`,
};

describe('meridian explain', () => {
  it('prints the value for every cluster, and the chain of layers with their places', async () => {
    const { code, stdout, stderr } = await runCli(
      ['explain', 'stock', 'runtime.minReplicasPerRegion'],
      writeRepository(OVERLAID),
    );
    expect(stderr).toBe('');
    expect(stdout).toBe(`stock runtime.minReplicasPerRegion
  eu: 4
      profile tier-2: 2  built in
      contract application: 2  apps/stock/app.yaml:5:35
      app overlay overlays[0] (geography: eu): 3  apps/stock/app.yaml:10:37
    > app overlay overlays[1] (region: eu-west-1): 4  apps/stock/app.yaml:12:37
  us: 2
      profile tier-2: 2  built in
    > contract application: 2  apps/stock/app.yaml:5:35
`);
    expect(code).toBe(0);
  });

  it('narrows to clusters, and says where the app does not run', async () => {
    const { stdout } = await runCli(
      ['explain', 'web', 'traffic.exposure', '--cluster', 'eu'],
      writeRepository(),
    );
    expect(stdout).toBe(`web traffic.exposure
  eu: public  (does not run there)
      default: internal  built in
    > contract application: public  apps/web/app.yaml:7:23
`);
  });

  it('explains values that do not fit together, which validation refuses', async () => {
    const files = {
      'apps/stock/app.yaml': OVERLAID['apps/stock/app.yaml'].replace(
        '{minReplicasPerRegion: 4}',
        '{minReplicasPerRegion: 40}',
      ),
    };
    const root = writeRepository(files);
    expect(await runCli(['validate'], root)).toMatchObject({ code: 1 });
    const { code, stdout } = await runCli(
      ['explain', 'stock', 'runtime.minReplicasPerRegion', '--cluster', 'eu'],
      root,
    );
    expect(stdout).toContain('  eu: 40\n');
    expect(code).toBe(0);
  });

  it.each([
    [['explain', 'stok', 'cell'], 'there is no app "stok"', 'Did you mean "stock"?'],
    [
      ['explain', 'stock', 'runtime.minReplicas'],
      'there is no field of a contract "runtime.minReplicas"',
      'Known: ',
    ],
    [
      ['explain', 'stock', 'minReplicasPerRegion'],
      'there is no field',
      'Did you mean "runtime.minReplicasPerRegion"?',
    ],
    [['explain', 'stock', 'cell', '--cluster', 'mars'], 'there is no cluster "mars"', 'Known: eu or us.'],
  ])('names the nearest: %s', async (argv, message, remedy) => {
    const { code, stdout, stderr } = await runCli(argv, writeRepository());
    expect(stderr).toContain(message);
    expect(stderr).toContain(remedy);
    expect(stdout).toBe('');
    expect(code).toBe(1);
  });

  it('speaks JSON', async () => {
    const { stdout } = await runCli(['explain', 'stock', 'runtime.port', '--json'], writeRepository());
    expect(JSON.parse(stdout)).toEqual({
      app: 'stock',
      fields: [
        {
          path: 'runtime.port',
          values: [
            { cluster: 'eu', placed: true, layers: [] },
            { cluster: 'us', placed: true, layers: [] },
          ],
        },
      ],
      diagnostics: [],
    });
  });
});
