import type { LintRule } from '../../../../lib/lint/lint';
import { autoscalersOwnReplicas } from '../../../../lib/lint/rules/autoscalers-own-replicas';
import { selectorsMatch } from '../../../../lib/lint/rules/selectors-match';
import { workloadsSelectTheirPods } from '../../../../lib/lint/rules/workloads-select-their-pods';
import {
  compileMini,
  edit,
  findingsOf,
  sentencesOf,
  withObject,
  withObjects,
  type Change,
} from '../../../support/compiled';

const fleet = compileMini();
const LABEL = 'app.kubernetes.io/name';
const REMEDY = "Select by labels of the pods' template, such as app.kubernetes.io/name.";
const SPREAD = ['spec', 'template', 'spec', 'topologySpreadConstraints', 0, 'labelSelector'];

type Case = readonly [name: string, rule: LintRule, change: Change, sentences: readonly string[]];

const CASES: readonly Case[] = [
  [
    'a Service of other pods',
    selectorsMatch,
    edit('Service', 'web', ['spec', 'selector', LABEL], 'wep', 'us'),
    [
      `Service web/web (us, unit apps/web): spec.selector matches no pod of the namespace: ${LABEL}=wep | ${REMEDY}`,
    ],
  ],
  [
    'a budget of other pods',
    selectorsMatch,
    edit('PodDisruptionBudget', 'web', ['spec', 'selector'], {
      matchExpressions: [{ key: 'x', operator: 'Exists' }],
    }),
    [
      `PodDisruptionBudget.policy web/web (us, unit apps/web): spec.selector matches no pod of the namespace: x Exists | ${REMEDY}`,
    ],
  ],
  [
    'a policy of other pods',
    selectorsMatch,
    edit('NetworkPolicy', 'web-egress', ['spec', 'podSelector', 'matchLabels', LABEL], 'wep'),
    [
      `NetworkPolicy.networking.k8s.io web/web-egress (us, unit apps/web): spec.podSelector matches no pod of the namespace: ${LABEL}=wep | ${REMEDY}`,
    ],
  ],
  [
    'an authorization of other pods',
    selectorsMatch,
    edit('AuthorizationPolicy', 'web', ['spec', 'selector', 'matchLabels', LABEL], 'wep'),
    [
      `AuthorizationPolicy.security.istio.io web/web (us, unit apps/web): spec.selector matches no pod of the namespace: ${LABEL}=wep | ${REMEDY}`,
    ],
  ],
  [
    'a Service by version',
    selectorsMatch,
    edit('Service', 'web', ['spec', 'selector', 'version'], '1.0.0', 'us'),
    [
      'Service web/web (us, unit apps/web): spec.selector selects by version, which changes with every release | Leave the version out of the selector.',
    ],
  ],
  [
    'a Deployment of other pods',
    workloadsSelectTheirPods,
    edit('Deployment', 'web', ['spec', 'selector', 'matchLabels', LABEL], 'wep'),
    [
      `Deployment.apps web/web (us, unit apps/web): spec.selector does not match the labels of its own pods: ${LABEL}=wep | Select by labels of the pods' template.`,
    ],
  ],
  [
    'a spread of other pods',
    workloadsSelectTheirPods,
    edit('Deployment', 'web', SPREAD, { matchLabels: { x: 'y' } }),
    [
      "Deployment.apps web/web (us, unit apps/web): spec.template.spec.topologySpreadConstraints[0].labelSelector does not match the labels of its own pods: x=y | Select by labels of the pods' template.",
    ],
  ],
  [
    'a Deployment by version',
    workloadsSelectTheirPods,
    edit('Deployment', 'web', ['spec', 'selector', 'matchLabels', 'version'], '1.0.0'),
    [
      'Deployment.apps web/web (us, unit apps/web): spec.selector selects by version, which changes with every release | Leave the version out of the selector.',
    ],
  ],
  [
    'replicas beside an autoscaler',
    autoscalersOwnReplicas,
    edit('Deployment', 'web', ['spec', 'replicas'], 3),
    [
      'Deployment.apps web/web (us, unit apps/web): spec.replicas is set, and the autoscaler web sets it too | Take spec.replicas out.',
    ],
  ],
  [
    'an autoscaler of nothing',
    autoscalersOwnReplicas,
    edit('HorizontalPodAutoscaler', 'web', ['spec', 'scaleTargetRef', 'name'], 'wep'),
    [
      'HorizontalPodAutoscaler.autoscaling web/web (us, unit apps/web): spec.scaleTargetRef names Deployment.apps wep, which is not in the namespace | Name the workload that it scales.',
    ],
  ],
];

describe('selectors', () => {
  test.each(CASES)('%s', (_, rule, change, sentences) => {
    expect(sentencesOf(rule, withObjects(fleet, change))).toEqual(sentences);
  });

  test('where only callers are, a Service has no pods', () => {
    const { compiled } = compileMini({
      'apps/stock/app.yaml': onlyInEurope('stock', 'goods', 'calls: {from: [web]}'),
    });
    const client = compiled.units.find(({ cluster, name }) => cluster === 'us' && name === 'stock');
    expect(client?.objects.map(({ kind }) => kind)).toContain('Service');
    expect(findingsOf(selectorsMatch, { ...fleet, compiled })).toEqual([]);
  });

  test('replicas without an autoscaler may be set', () => {
    const others: Change = (object) => (object.kind === 'HorizontalPodAutoscaler' ? undefined : object);
    const alone = withObjects(withObjects(fleet, others), edit('Deployment', 'web', ['spec', 'replicas'], 3));
    expect(findingsOf(autoscalersOwnReplicas, alone)).toEqual([]);
  });

  test('two autoscalers of one Deployment', () => {
    const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
    const second = {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'second', namespace: 'web' },
      spec: { scaleTargetRef },
    };
    expect(sentencesOf(autoscalersOwnReplicas, withObject(fleet, 'us', 'web', second))).toEqual([
      'HorizontalPodAutoscaler.autoscaling web/second (us, unit apps/web): spec.scaleTargetRef is also the target of web | Leave one autoscaler for each workload.',
    ]);
  });
});

function onlyInEurope(name: string, owner: string, calls: string): string {
  return `application:
  name: ${name}
  owner: ${owner}
  criticality: tier-2
  runtime: {minReplicasPerRegion: 2, maxReplicasPerRegion: 4}
  regions: [aws:eu-west-1]
  ${calls}
`;
}
