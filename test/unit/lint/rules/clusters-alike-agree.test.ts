import { clustersAlikeAgree } from '../../../../lib/lint/rules/clusters-alike-agree';
import {
  compileMini,
  edit,
  findingsOf,
  sentencesOf,
  withObjects,
  type Change,
  type CompiledFleet,
} from '../../../support/compiled';
import { MINI_FILES } from '../../../support/mini-fleet';

const fleet = compileMini();
const POLICY = 'must-use-approved-registry.meridian.dev';
const REMEDY =
  'Make both alike, or declare what tells eu apart: an overlay, a ring, or a field of the registry.';

/** Changes in `us` alone: the version of a chart, a label of a namespace, a policy. */
const otherChart: Change = (object, cluster) =>
  cluster === 'us' && object.kind === 'Application' && object.metadata.name.startsWith('chart-istiod')
    ? edit(
        'Application',
        object.metadata.name,
        ['spec', 'source', 'targetRevision'],
        '1.30.0',
      )(object, cluster)
    : object;
const otherLabel = edit('Namespace', 'stock', ['metadata', 'labels', 'istio-injection'], 'disabled', 'us');
const otherPolicy = edit('ValidatingAdmissionPolicy', POLICY, ['spec', 'failurePolicy'], 'Ignore', 'us');
const noPolicy: Change = (object, cluster) =>
  cluster === 'us' && object.kind === 'ValidatingAdmissionPolicy' && object.metadata.name === POLICY
    ? undefined
    : object;

const noChart: Change = (object, cluster) =>
  cluster === 'us' && object.kind === 'Application' && object.metadata.name === 'chart-istio-cni'
    ? undefined
    : object;

const CASES: readonly (readonly [what: string, change: Change, sentence: string])[] = [
  [
    'another version of a chart',
    otherChart,
    'Application.argoproj.io argocd/chart-istiod-1-31-1 (us, unit baseline/istiod): spec.source differs from the chart istiod of istiod in eu: version',
  ],
  [
    'another label of a namespace',
    otherLabel,
    'Namespace stock (us, unit baseline/namespace-stock): metadata.labels differs from the namespace stock in eu: istio-injection',
  ],
  [
    'another policy',
    otherPolicy,
    `ValidatingAdmissionPolicy.admissionregistration.k8s.io ${POLICY} (us, unit baseline/policy): spec differs from the policy ${POLICY} in eu: spec`,
  ],
];

describe('clusters that are declared alike', () => {
  test('have the same', () => {
    expect(findingsOf(clustersAlikeAgree, fleet)).toEqual([]);
  });

  test.each(CASES)('do not have %s', (_what, change, sentence) => {
    expect(sentencesOf(clustersAlikeAgree, withObjects(fleet, change))).toEqual([`${sentence} | ${REMEDY}`]);
  });

  test('do not lack a policy', () => {
    expect(sentencesOf(clustersAlikeAgree, withObjects(fleet, noPolicy))).toEqual([
      `ValidatingAdmissionPolicy.admissionregistration.k8s.io ${POLICY} (eu, unit baseline/policy): metadata.name is the policy ${POLICY}, which us does not have | ${REMEDY.replace('eu', 'us')}`,
    ]);
  });

  test('do not lack a chart', () => {
    expect(sentencesOf(clustersAlikeAgree, withObjects(fleet, noChart))).toEqual([
      `Application.argoproj.io argocd/chart-istio-cni (eu, unit baseline/istio-cni): metadata.name is the chart cni of istio-cni, which us does not have | ${REMEDY.replace('eu', 'us')}`,
    ]);
  });

  test.each([
    [
      'a ring',
      { 'clusters/us.yaml': MINI_FILES['clusters/us.yaml']?.replace('ring: stable', 'ring: canary') },
    ],
    [
      'the registry',
      { 'clusters/us.yaml': MINI_FILES['clusters/us.yaml']?.replace('vpc-cni', 'vpc-cni-prefix-delegation') },
    ],
  ])('may differ where %s tells them apart', (_what, files) => {
    const apart: CompiledFleet = compileMini(files);
    expect(findingsOf(clustersAlikeAgree, withObjects(apart, otherPolicy))).toEqual([]);
  });

  const overlaid = compileMini({
    'fleet.yaml': `${MINI_FILES['fleet.yaml'] ?? ''}overlays:\n  - match: {cluster: us}\n    baseline: {metrics-server: {path: elsewhere}}\n`,
  });

  test('may differ where an overlay tells them apart, and nowhere else', () => {
    const otherServer = edit(
      'Application',
      'chart-metrics-server',
      ['spec', 'source', 'targetRevision'],
      '1',
      'us',
    );
    expect(findingsOf(clustersAlikeAgree, withObjects(overlaid, otherServer))).toEqual([]);
    expect(findingsOf(clustersAlikeAgree, withObjects(fleet, otherServer))).toHaveLength(1);
    expect(findingsOf(clustersAlikeAgree, withObjects(overlaid, otherPolicy))).toHaveLength(1);
  });

  test('are so whoever has access to each, and wherever each is backed up', () => {
    const own = Object.fromEntries(
      ['us', 'eu'].map((id) => [
        `clusters/${id}.yaml`,
        `${MINI_FILES[`clusters/${id}.yaml`] ?? ''}backup: {bucket: backup-${id}, key: "arn:aws:kms:${id === 'us' ? 'us-west-2' : 'eu-central-1'}:111122223333:key/${id}", region: ${id === 'us' ? 'us-west-2' : 'eu-central-1'}}\n`,
      ]),
    );
    expect(findingsOf(clustersAlikeAgree, withObjects(compileMini(own), otherPolicy))).toHaveLength(1);
  });
});
