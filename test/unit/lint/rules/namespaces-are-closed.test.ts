import { namespacesAreClosed } from '../../../../lib/lint/rules/namespaces-are-closed';
import {
  compileMini,
  edit,
  findingsOf,
  sentencesOf,
  withObjects,
  type Change,
} from '../../../support/compiled';
import { MINI_FILES } from '../../../support/mini-fleet';

const fleet = compileMini();
const REMEDY = 'Add a NetworkPolicy for all of its pods that names both types and no rule.';

const withoutDefault: Change = (object, cluster) =>
  cluster === 'us' && object.metadata.name === 'default-deny' && object.metadata.namespace === 'web'
    ? undefined
    : object;

describe('a namespace', () => {
  test('of apps or of the platform is closed both ways', () => {
    const count = fleet.compiled.units.flatMap(({ objects }) =>
      objects.filter(({ kind }) => kind === 'Namespace'),
    );
    expect(count.length).toBeGreaterThan(6);
    expect(findingsOf(namespacesAreClosed, fleet)).toEqual([]);
  });

  test('is reported where its default is taken away', () => {
    expect(sentencesOf(namespacesAreClosed, withObjects(fleet, withoutDefault))).toEqual([
      `Namespace web (us, unit baseline/namespace-web): metadata.name has no policy that closes it for Egress and Ingress | ${REMEDY}`,
    ]);
  });

  test.each([
    ['one way alone', ['spec', 'policyTypes'], ['Ingress'], 'Egress'],
    ['some pods', ['spec', 'podSelector'], { matchLabels: { a: 'b' } }, 'Egress and Ingress'],
    ['nothing, with a rule', ['spec', 'egress'], [{}], 'Egress and Ingress'],
  ])('is not closed by a policy for %s', (_what, path, value, open) => {
    const changed: Change = (object, cluster) =>
      object.metadata.namespace === 'web'
        ? edit('NetworkPolicy', 'default-deny', path, value, 'us')(object, cluster)
        : object;
    expect(sentencesOf(namespacesAreClosed, withObjects(fleet, changed))).toEqual([
      `Namespace web (us, unit baseline/namespace-web): metadata.name has no policy that closes it for ${open} | ${REMEDY}`,
    ]);
  });

  test('of the platform stays open where nobody wrote down the addresses of the cluster', () => {
    const unknown = compileMini({
      'clusters/eu.yaml': MINI_FILES['clusters/eu.yaml']?.replace(/networks:\n( .*\n)+/, ''),
    });
    expect(findingsOf(namespacesAreClosed, unknown)).toEqual([]);
  });
});
