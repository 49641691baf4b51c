import { runCli } from '../../support/run-cli';
import { writeRepository } from '../../support/write-repository';

/** A resources.ts that lets an app's autoscaler start no replica beyond the second. */
const CAPPED = `import { JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import type { ResourcesProps } from 'meridian';

export function resources(_: Construct, { objects }: ResourcesProps): void {
  for (const object of objects)
    if (object.kind === 'HorizontalPodAutoscaler') object.addJsonPatch(JsonPatch.replace('/spec/maxReplicas', 2));
}
`;
const LOADED = `application:
  name: stock
  owner: goods
  criticality: tier-2
  regions: [aws:us-east-1, aws:eu-west-1]
  runtime:
    minReplicasPerRegion: 2
    maxReplicasPerRegion: 8
    load: {rpsPerReplica: 50, peakRps: {us-east-1: 100, eu-west-1: 80}}
  calls: {from: [web]}
`;

describe('meridian prove', () => {
  it('shows a block for every loss, a line for every app that notices it, in 100 columns', async () => {
    const { code, stdout, stderr } = await runCli(['prove'], writeRepository());
    expect(stdout).toContain(`region us-east-1 is lost
verdict   application  requests               rps  replicas  back in
holds     stock        us-east-1 → eu-west-1  +10  2/4 20 %  9s
away      web          wait for it                           –
`);
    expect(stdout.split('\n').filter((text) => text.length > 100)).toEqual([]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('exits with 1 where a promise breaks, and says why in the table and as a finding', async () => {
    const root = writeRepository({ 'apps/stock/app.yaml': LOADED, 'apps/stock/resources.ts': CAPPED });
    const { code, stdout, stderr } = await runCli(['prove'], root);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^breaks {4}stock {8}us-east-1 → eu-west-1 {2}\+100 +2\/2 180 %/m);
    expect(stdout).toContain('= 6 replicas and may have 2,');
    expect(stderr).toContain(
      'apps/stock/resources.ts:1:1: error: after the loss of a zone of us-east-1 (and in 4 more), stock in us needs ',
    );
    expect(stderr).toContain('[prove/overload]');
  });

  it('stops synth in the same way', async () => {
    const root = writeRepository({ 'apps/stock/app.yaml': LOADED, 'apps/stock/resources.ts': CAPPED });
    const { code, stderr } = await runCli(['synth'], root);
    expect([code, stderr.includes('[prove/overload]')]).toEqual([1, true]);
  });

  it('speaks JSON: loads, use, steps and verdicts', async () => {
    const { stdout } = await runCli(['prove', '--json'], writeRepository());
    expect(JSON.parse(stdout)).toMatchObject({
      daily: [],
      unserved: [],
      losses: [
        { name: 'region eu-west-1', declared: true, clusters: ['eu'] },
        {
          name: 'region us-east-1',
          apps: [
            {
              app: 'stock',
              verdict: 'holds',
              moves: [{ from: 'us', to: 'eu', share: 1, rps: 10 }],
              survivors: [{ cluster: 'eu', rps: 20, needed: 2, maxReplicas: 4, utilisationAfter: 0.2 }],
              recovery: { seconds: 9, steps: [{ name: 'ejection', seconds: 9 }] },
            },
            { app: 'web', verdict: 'away' },
          ],
        },
        {},
        {},
      ],
      diagnostics: [],
    });
  });

  it('says what is wrong with the inputs, and proves nothing of them', async () => {
    const root = writeRepository({ 'apps/web/app.yaml': 'application: {}\n' });
    const { code, stdout, stderr } = await runCli(['prove'], root);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('error: ');
  });
});
