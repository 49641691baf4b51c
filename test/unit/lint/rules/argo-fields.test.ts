import { argoFieldsAreRead } from '../../../../lib/lint/rules/argo-fields-are-read';
import { argoFieldsAreThere } from '../../../../lib/lint/rules/argo-fields-are-there';
import { unitsHaveRoom } from '../../../../lib/lint/rules/units-have-room';
import {
  compileMini,
  edit,
  findingsOf,
  sentencesOf,
  withObject,
  withObjects,
  type CompiledFleet,
} from '../../../support/compiled';

const fleet = compileMini();
const older = compileMini({
  'versions/stable.yaml': 'ring: stable\nkubernetes: "1.35"\ncharts: {argo-cd: 10.1.4}\n',
});

function signed(of: CompiledFleet): CompiledFleet {
  return withObjects(of, edit('AppProject', 'team-shop', ['spec', 'sourceIntegrity'], { git: {} }, 'us'));
}

test('a field that the Argo CD of the ring does not know yet', () => {
  expect(sentencesOf(argoFieldsAreThere, signed(older))).toEqual([
    'AppProject.argoproj.io argocd/team-shop (us, root): spec.sourceIntegrity is read from Argo CD 3.5 on, and us runs 3.4 | Take it out, or let versions/ of the ring name a newer chart of argo-cd first.',
  ]);
  expect(findingsOf(argoFieldsAreThere, signed(fleet))).toEqual([]);
  expect(findingsOf(argoFieldsAreThere, older)).toEqual([]);
});

test('a metric that Argo CD has no more', () => {
  const asking = (metric: string): CompiledFleet =>
    withObject(fleet, 'us', 'platform-alerts', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: { name: 'old', namespace: 'monitoring' },
      spec: { groups: [{ name: 'old', rules: [{ alert: 'Old', expr: `${metric} > 0` }] }] },
    });
  expect(sentencesOf(argoFieldsAreRead, asking('argocd_app_sync_status'))).toEqual([
    expect.stringContaining('asks for argocd_app_sync_status, which went with Argo CD 3.0'),
  ]);
  expect(findingsOf(argoFieldsAreRead, asking('argocd_app_info'))).toEqual([]);
});

test('a unit that is on its way to the limit', () => {
  const large = (size: number): CompiledFleet =>
    withObject(fleet, 'us', 'web', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'large', namespace: 'web' },
      data: { x: 'y'.repeat(size) },
    });
  expect(findingsOf(unitsHaveRoom, large(4_000_000))).toHaveLength(1);
  expect(findingsOf(unitsHaveRoom, large(3_000_000))).toEqual([]);
});
