import type { Diagnostic } from '../../../../lib/core/diagnostic';
import { lint, type LintRule } from '../../../../lib/lint/lint';
import { lintIndex } from '../../../../lib/lint/lint-index';
import { addOnsFitKubernetes } from '../../../../lib/lint/rules/add-ons-fit-kubernetes';
import { kubernetesIsSupported } from '../../../../lib/lint/rules/kubernetes-is-supported';
import { objectsFitKubernetes } from '../../../../lib/lint/rules/objects-fit-kubernetes';
import { upgradeWindowsAreAhead } from '../../../../lib/lint/rules/upgrade-windows-are-ahead';
import {
  compileMini,
  edit,
  sentencesOf,
  withObject,
  withObjects,
  type CompiledFleet,
} from '../../../support/compiled';
import { miniAksCluster, MINI_FILES } from '../../../support/mini-fleet';

function found(rule: LintRule, fleet: CompiledFleet, today?: string): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  lint([rule], lintIndex({ ...fleet, today }), (diagnostic) => void diagnostics.push(diagnostic));
  return diagnostics;
}

/** A cluster of the miniature repository with these lines, and no window but theirs. */
function clusterFile(id: string, more: string): string {
  return `${(MINI_FILES[`clusters/${id}.yaml`] ?? '').replace(/^nextUpgradeWindow: .*\n/m, '')}${more}`;
}

function on(today: string | undefined, us = '', eu = ''): readonly string[] {
  const fleet = compileMini({
    'clusters/us.yaml': clusterFile('us', us),
    'clusters/eu.yaml': clusterFile('eu', eu),
  });
  return found(kubernetesIsSupported, fleet, today).map(({ severity, message }) => `${severity}: ${message}`);
}

describe('the support of a Kubernetes', () => {
  const window = 'nextUpgradeWindow: 2027-03-02\n';

  test('is asked about two months before it ends, unless a window is planned', () => {
    expect(on('2027-01-25')).toEqual([]);
    expect(on('2027-01-26', '', window)).toEqual([
      'warning: Kubernetes 1.35 on EKS, which us runs, is without standard support from 2027-03-27 on, in 60 days',
    ]);
  });

  test('is missed from its end on, whatever was planned for earlier', () => {
    expect(on('2027-03-27', window, 'nextUpgradeWindow: 2027-03-26\n')).toEqual([
      'warning: Kubernetes 1.35 on EKS, which eu runs, is without standard support since 2027-03-27',
      'warning: Kubernetes 1.35 on EKS, which us runs, is without standard support since 2027-03-27',
    ]);
  });

  test('is longer for a channel with extended support, and other at another service', () => {
    const fleet = compileMini({
      'clusters/us.yaml': (MINI_FILES['clusters/us.yaml'] ?? '').replace('manual-prod', 'extended'),
      'clusters/eu.yaml': miniAksCluster('eu', 'westeurope', 2).replace('manual-prod', 'patch'),
      'apps/stock/app.yaml': (MINI_FILES['apps/stock/app.yaml'] ?? '')
        .replace('aws:eu-west-1', 'azure:westeurope')
        .replace('eu-west-1: 10', 'westeurope: 10'),
    });
    expect(found(kubernetesIsSupported, fleet, '2027-04-01').map(({ message }) => message)).toEqual([
      'Kubernetes 1.35 on AKS, which eu runs, is without standard support since 2027-04-01',
    ]);
  });

  test('is nobody’s business where the day is unknown', () => {
    expect(on(undefined)).toEqual([]);
  });
});

test('an upgrade window that has passed is asked about', () => {
  const fleet = compileMini({
    'clusters/us.yaml': clusterFile('us', 'nextUpgradeWindow: 2026-12-08\n'),
    'clusters/eu.yaml': clusterFile('eu', ''),
  });
  expect(found(upgradeWindowsAreAhead, fleet, '2026-12-08')).toEqual([]);
  expect(found(upgradeWindowsAreAhead, fleet)).toEqual([]);
  expect(found(upgradeWindowsAreAhead, fleet, '2026-12-09')).toMatchObject([
    {
      severity: 'warning',
      message: 'the upgrade window of us was 2026-12-08, and the registry has it at Kubernetes 1.35 still',
      at: { file: 'clusters/us.yaml' },
    },
  ]);
});

test('an add-on that its publisher does not support on the Kubernetes of the cluster is named', () => {
  const fleet = compileMini({
    'versions/stable.yaml': 'ring: stable\nkubernetes: "1.36"\n',
    'clusters/us.yaml': clusterFile('us', 'kubernetesVersion: "1.35"\nnextUpgradeWindow: 2027-01-19\n'),
  });
  expect(found(addOnsFitKubernetes, fleet)).toEqual([]);
  const old = edit('Application', 'chart-istiod-1-31-1', ['spec', 'source', 'targetRevision'], '1.29.6');
  expect(found(addOnsFitKubernetes, withObjects(fleet, old)).map(({ message }) => message)).toEqual([
    'eu is to run Istio 1.29.6 on Kubernetes 1.36, and it supports 1.31 to 1.35',
    'us is to run Istio 1.29.6 on Kubernetes 1.36, and it supports 1.31 to 1.35',
  ]);
});

describe('what only some releases of Kubernetes know', () => {
  const on = (kubernetes: string): CompiledFleet =>
    compileMini({ 'versions/stable.yaml': `ring: stable\nkubernetes: "${kubernetes}"\n` });
  const template = ['spec', 'template', 'spec'];
  const workload = edit('Deployment', 'web', [...template, 'workloadRef'], { name: 'web', podGroup: 'web' });
  const certificate = edit(
    'Deployment',
    'web',
    [...template, 'volumes'],
    [{ name: 'own', projected: { sources: [{ podCertificate: { userAnnotations: { a: 'b' } } }] } }],
  );
  const policy = {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'MutatingAdmissionPolicy',
    metadata: { name: 'adds-labels' },
    spec: {},
  };

  test('is named in a cluster that does not run one of them', () => {
    expect(sentencesOf(objectsFitKubernetes, withObjects(on('1.36'), workload))).toEqual([
      'Deployment.apps web/web (us, unit apps/web): spec.template.spec.workloadRef is no field of Kubernetes 1.36 | Leave it out until every cluster that has it runs Kubernetes 1.35.',
    ]);
    expect(sentencesOf(objectsFitKubernetes, withObjects(on('1.34'), certificate))).toEqual([
      'Deployment.apps web/web (us, unit apps/web): spec.template.spec.volumes[].projected.sources[].podCertificate.userAnnotations is no field of Kubernetes 1.34 | Leave it out until every cluster that has it runs Kubernetes 1.35 or 1.36.',
    ]);
    expect(sentencesOf(objectsFitKubernetes, withObject(on('1.35'), 'us', 'web', policy))).toEqual([
      'MutatingAdmissionPolicy.admissionregistration.k8s.io adds-labels (us, unit apps/web): apiVersion is not served by Kubernetes 1.35 | Leave it out until every cluster that has it runs Kubernetes 1.36.',
    ]);
  });

  test('is nobody’s business where all clusters do', () => {
    expect(sentencesOf(objectsFitKubernetes, withObjects(on('1.35'), workload))).toEqual([]);
    expect(sentencesOf(objectsFitKubernetes, withObjects(on('1.36'), certificate))).toEqual([]);
    expect(sentencesOf(objectsFitKubernetes, withObject(on('1.36'), 'us', 'web', policy))).toEqual([]);
  });
});
