import { argoCdKeepsItself } from '../../../../lib/lint/rules/argo-cd-keeps-itself';
import { compileMini, edit, sentencesOf, withObjects } from '../../../support/compiled';

const fleet = compileMini();
const ITSELF = 'Application.argoproj.io argocd/chart-argocd (us, unit baseline/argocd): ';
const OPTIONS = 'argocd.argoproj.io/sync-options';
const FINALIZER = 'resources-finalizer.argocd.argoproj.io';
const PRUNE = ['spec', 'syncPolicy', 'automated', 'prune'];

function saidOf(path: readonly string[], value: unknown, name = 'chart-argocd'): readonly string[] {
  const changed = withObjects(fleet, edit('Application', name, path, value, 'us'));
  return sentencesOf(argoCdKeepsItself, changed);
}

describe('the Application of Argo CD', () => {
  test.each([
    [
      'an Argo CD that goes with its Application',
      ['metadata', 'finalizers'],
      [FINALIZER],
      `${ITSELF}metadata.finalizers are set: deleting it would delete Argo CD | Take them out.`,
      [],
    ],
    [
      'an Argo CD that goes with a lost file',
      ['metadata', 'annotations', OPTIONS],
      'Delete=false',
      `${ITSELF}metadata.annotations["${OPTIONS}"] lacks Prune=false | Add it: a lost file must not take the Application away.`,
      'Delete=false,Prune=false',
    ],
    [
      'an Argo CD that a release takes away',
      PRUNE,
      true,
      `${ITSELF}spec.syncPolicy.automated.prune is true | Set it to false: what a release no longer holds is deleted by a person.`,
      false,
    ],
  ])('%s', (_what, path, trips, sentence, fine) => {
    expect(saidOf(path, trips)).toEqual([sentence]);
    expect(saidOf(path, fine)).toEqual([]);
  });

  test('is not confused with that of another chart', () => {
    expect(saidOf(PRUNE, true, 'chart-kube-prometheus')).toEqual([]);
  });
});
