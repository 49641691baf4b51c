import { runCli } from '../../support/run-cli';
import { writeRepository } from '../../support/write-repository';

async function simulate(...argv: string[]): Promise<string> {
  const { code, stdout, stderr } = await runCli(['simulate', ...argv], writeRepository());
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

describe('meridian simulate', () => {
  it('shows who answers before, at first and then, with the load and the time', async () => {
    expect(await simulate('--lose', 'us-east-1', '--app', 'stock')).toBe(`Without region us-east-1

stock: holds
  from       before     at first                     then
  eu-west-1  eu-west-1  eu-west-1                    eu-west-1
  us-east-1  us-east-1  lost, comes in at eu-west-1  -
  load       20 rps in eu-west-1: 20 % full at first; with 2 of 4 replicas 20 %
  back in    9s = 9s ejection (no RTO promised)
  meanwhile  callers are a little slower: the last try leaves the region
`);
  });

  it('takes several losses at once, and callers of some regions', async () => {
    const text = await simulate('--lose', 'us-east-1', '--lose', 'eu-west-1', '--from', 'eu-west-1');
    expect(text).toMatch(/^Without region eu-west-1 and region us-east-1$/m);
    expect(text).toMatch(/^ {2}eu-west-1 {2}eu-west-1 {2}lost, its requests wait/m);
    expect(text).not.toMatch(/^ {2}us-east-1 /m);
  });

  it('names those that notice nothing', async () => {
    expect(await simulate('--lose', 'gateway:eu')).toBe(
      'Without the east-west gateway of eu\n\nnot affected: stock, web\n',
    );
  });

  it('speaks JSON', async () => {
    const answer: unknown = JSON.parse(await simulate('--lose', 'eu', '--json'));
    expect(answer).toMatchObject({
      lose: ['eu'],
      apps: [
        {
          app: 'stock',
          verdict: 'holds',
          clients: [
            { cluster: 'eu', region: 'eu-west-1', instead: ['us'] },
            { cluster: 'us', after: { clusters: [{ cluster: 'us', percent: 100, failedPercent: 0 }] } },
          ],
        },
        { app: 'web', verdict: 'unaffected' },
      ],
    });
  });

  it.each([
    [['--lose', 'us-east-2'], 'there is no thing to lose \"us-east-2\"', 'Did you mean \"us-east-1\"?'],
    [['--lose', 'us-east-1', '--app', 'stok'], 'there is no app \"stok\"', 'Did you mean \"stock\"?'],
    [
      ['--lose', 'us-east-1', '--from', 'eu-west-2'],
      'there is no region \"eu-west-2\"',
      'Did you mean \"eu-west-1\"?',
    ],
  ])('refuses %s', async (argv, message, remedy) => {
    const { code, stdout, stderr } = await runCli(['simulate', ...argv], writeRepository());
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).toContain(remedy);
  });
});
