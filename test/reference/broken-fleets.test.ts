import { JsonPatch } from 'cdk8s';
import type { ResourcesFunction, ResourcesRecord } from '../../lib/compile/resources';
import { readSourceTree } from '../../lib/config/read-source-tree';
import type { SourceTree } from '../../lib/config/source-tree';
import { declaredCallsAreOpen } from '../../lib/lint/rules/declared-calls-are-open';
import { synthesize } from '../../lib/synthesize';
import { compilePlan, findingsOf, withObjects } from '../support/compiled';
import { proveCompiled } from '../support/prove-compiled';
import { REPOSITORY, synthesizeReference } from '../support/reference';

const TREE = readSourceTree(REPOSITORY);
const [US, EU, AP] = ['aws-use1-prod-platform-01', 'aws-euw1-prod-platform-01', 'aws-apse1-prod-platform-01'];

type Edit = readonly [path: string, from: string, to: string];

/** The reference fleet with some texts replaced, each of which must be there once. */
function edited(...edits: readonly Edit[]): SourceTree {
  const files = new Map(TREE.files);
  for (const [path, from, to] of edits) {
    const parts = (files.get(path) ?? '').split(from);
    if (parts.length !== 2) throw new Error(`${path} does not hold exactly once: ${from}`);
    files.set(path, parts.join(to));
  }
  return { ...TREE, files };
}

/** What synth refuses a fleet for; a code a line, in order, and what the last of them says. */
function refusal(
  tree: SourceTree,
  resources: ResourcesRecord = {},
): { codes: readonly string[]; last: string } {
  const { diagnostics, output } = synthesize({ tree, resources, existingUnits: [], twice: false });
  expect(output === undefined).toBe(true);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  return { codes: [...new Set(errors.map(({ code }) => code))], last: errors.at(-1)?.message ?? '' };
}

/** A resources.ts that changes the objects of one kind in an app's unit, wherever there is one. */
function patching(kind: string, ...patches: JsonPatch[]): ResourcesFunction {
  return (_, { objects }) => {
    for (const object of objects) if (object.kind === kind) object.addJsonPatch(...patches);
  };
}

const POLICY = '/spec/trafficPolicy';

describe('the reference fleet is refused with', () => {
  test('an autoscaler whose maximum is too small, planned', () => {
    const tree = edited(['apps/checkout/app.yaml', 'maxReplicasPerRegion: 40', 'maxReplicasPerRegion: 36']);
    expect(refusal(tree)).toEqual({
      codes: ['plan/loss-above-maximum'],
      last: `after the loss of ${US}, checkout in ${EU} needs (400 + 600) rps × 1.1 ÷ (50 rps × 60 %) = 37 replicas and may have 36, which would be 61 % full`,
    });
  });

  test('an autoscaler whose maximum is too small, compiled: one region after the other fails', () => {
    const checkout = patching('HorizontalPodAutoscaler', JsonPatch.replace('/spec/maxReplicas', 20));
    expect(refusal(TREE, { checkout })).toEqual({
      codes: ['prove/overload'],
      last: `after the loss of region eu-west-1 (and in 5 more), checkout in ${US} needs (600 + 400) rps × 1.1 ÷ (50 rps × 60 %) = 37 replicas and may have 20, which would be 110 % full; above 100 % a tier fails: ${US} at 110 %, then ${AP} at 143 %, and nobody is left`,
    });
  });

  test('an autoscaler that starts with too few replicas to be back in time', () => {
    const payments = patching('HorizontalPodAutoscaler', JsonPatch.replace('/spec/minReplicas', 3));
    expect(refusal(TREE, { payments })).toEqual({
      codes: ['prove/too-late'],
      last: 'after the loss of region us-east-1, payments is back after 30s detection + 1m30s promotion + 1m15s DNS + 1m15s scaling + 2m node start + 45s pod start + 30s warm-up = 7m45s, and promises an RTO of 5m',
    });
  });

  test('a failover out of the geography of the data', () => {
    const path = 'apps/compliance-records/app.yaml';
    const tree = edited(
      [path, '    - aws:eu-west-1\n', '    - aws:eu-west-1\n    - aws:us-east-1\n'],
      [path, `  clusters: [${EU}]\n`, ''],
      [path, '    rpo: 15m\n', '    rpo: 15m\n    rto: 24h\n'],
    );
    expect(refusal(tree)).toEqual({
      codes: ['plan/outside-residency'],
      last: `compliance-records may not leave eu, and ${US} is in na`,
    });
  });

  test('no outlier detection', () => {
    const catalogue = patching('DestinationRule', JsonPatch.remove(`${POLICY}/outlierDetection`));
    expect(refusal(TREE, { catalogue })).toEqual({
      codes: ['lint/failover-without-drain', 'prove/answered-elsewhere', 'prove/requests-fail'],
      last: `after the loss of region ap-southeast-1 (and in 2 more), 20 % of the requests for catalogue from ${EU} fail for good, and the plan says ${EU}: nothing ejects the dead, as there is no outlierDetection`,
    });
  });

  test('an ejection that is capped at 10 %', () => {
    const cap = JsonPatch.replace(`${POLICY}/outlierDetection/maxEjectionPercent`, 10);
    expect(refusal(TREE, { payments: patching('DestinationRule', cap) })).toEqual({
      codes: ['lint/failover-without-drain', 'prove/requests-fail'],
      last: `after the loss of region us-east-1, 100 % of the requests for payments from ${AP} fail for good, and the plan says ${EU}: of 2 hosts, 10 % may be ejected, which is 0`,
    });
  });

  test('the way out shut on 15443', () => {
    const { plan } = synthesizeReference();
    const fleet = withObjects(compilePlan(plan), (object, cluster) =>
      object.metadata.name === 'allow-east-west' && object.metadata.namespace === 'checkout' && cluster === AP
        ? undefined
        : object,
    );
    const way = `the way ends at egress of checkout in ${AP} to the gateway of ${US} (10.1.240.0/24) on TCP 15443`;
    expect(findingsOf(declaredCallsAreOpen, fleet).map(({ message }) => message)).toContainEqual(
      expect.stringContaining(way),
    );
    const { proof } = proveCompiled(fleet);
    const { lines } = proof.blocks.find(({ name }) => name === 'region eu-west-1') ?? { lines: [] };
    const payments = lines.find(({ app }) => app === 'payments');
    expect(payments?.verdict).toBe('breaks');
    expect(payments?.why).toEqual([`requests for payments from ${AP} do not get to ${US}: ${way}`]);
  });

  test('a standby in the order that cannot write, planned', () => {
    const tree = edited(['apps/payments/app.yaml', 'mode: hot-standby', 'mode: pilot-light']);
    expect(refusal(tree)).toEqual({
      codes: ['plan/standby-idle'],
      last: `payments fails over automatically to ${EU}, where data mode "pilot-light" keeps it at one replica`,
    });
  });

  test('a standby in the order that cannot write, compiled', () => {
    const setting = { enabled: true, failoverPriority: [`topology.istio.io/cluster=${US}`] };
    const orders = patching(
      'DestinationRule',
      JsonPatch.replace(`${POLICY}/loadBalancer/localityLbSetting`, setting),
      JsonPatch.replace(`${POLICY}/outlierDetection/maxEjectionPercent`, 100),
    );
    expect(refusal(TREE, { 'orders-api': orders })).toEqual({
      codes: ['lint/pinned-host-leaves', 'prove/standby-reached'],
      last: `after the loss of region us-east-1, 83.3 % of the requests for orders-api from ${EU} reach ${EU}, a standby that takes no writes then`,
    });
  });

  test('answers of DNS that outlast the RTO', () => {
    const { codes, last } = refusal(edited(['fleet.yaml', 'dnsTtl: 60s', 'dnsTtl: 12m']));
    expect(codes).toEqual(['plan/rto-too-short']);
    expect(last).toBe(
      `payments promises an RTO of 5m, and the loss of ${US} takes 30s detection + 1m30s promotion + 12m15s DNS = 14m15s`,
    );
  });

  test('limits of nodes that are too small', () => {
    expect(refusal(edited([`clusters/${EU}.yaml`, 'cpu: 400\n', 'cpu: 100\n']))).toEqual({
      codes: ['plan/cluster-too-small'],
      last: `after the loss of ${US}, ${EU} needs 165150m for 274 pods + 11 nodes × 600m of daemons = 171750m of CPU, and may have 100; compliance-records counted at the maximum, for want of a load`,
    });
  });

  test('address ranges that overlap across networks', () => {
    const tree = edited([`clusters/${EU}.yaml`, 'pods: 100.65.0.0/16', 'pods: 100.64.0.0/17']);
    expect(refusal(tree)).toEqual({
      codes: ['fleet/cidr-overlap'],
      last: `${US}'s networks.pods 100.64.0.0/16 overlaps networks.pods 100.64.0.0/17 of ${EU}`,
    });
  });

  test('one region as the successor of all others', () => {
    const own =
      '    milliseconds: 168\n    source: median of one week between our own nodes, over the private backbone\n';
    const near = '    milliseconds: 20\n    source: a cable\n';
    const tree = edited(
      ['fleet.yaml', own, `${near}  - between: [us-east-1, ap-southeast-1]\n${near}`],
      [
        'apps/storefront/app.yaml',
        '{minReplicasPerRegion: 6}',
        '{minReplicasPerRegion: 6, maxReplicasPerRegion: 40}',
      ],
      [`clusters/${AP}.yaml`, '  vcpuQuota: 192\n', '  vcpuQuota: 192\n  reservations: []\n'],
    );
    expect(refusal(tree)).toEqual({
      codes: ['plan/loss-above-maximum'],
      last: `after the loss of ${US}, storefront in ${AP} needs (400 + 1000) rps × 1.1 ÷ (50 rps × 60 %) = 52 replicas and may have 40, which would be 77 % full`,
    });
  });
});

describe('the reference fleet as it is', () => {
  test('keeps every promise, and says what nobody declared', () => {
    const { proof } = synthesizeReference();
    expect(proof.daily).toEqual([]);
    const lines = proof.blocks.flatMap((block) => block.lines.map(({ app, verdict }) => [verdict, app]));
    expect(lines.filter(([verdict]) => verdict === 'breaks')).toEqual([]);
    expect(lines.filter(([verdict]) => verdict === 'unproven' || verdict === 'away')).toEqual([
      ['away', 'compliance-records'],
      ['unproven', 'compliance-records'],
      ['unproven', 'reporting'],
    ]);
    expect(lines.filter(([verdict]) => verdict === 'holds')).toHaveLength(23);
  });
});
