import { takeoversFindEverything } from '../../../../lib/lint/rules/takeovers-find-everything';
import { compileMini, findingsOf, sentencesOf, withObject } from '../../../support/compiled';

const fleet = compileMini();

function secretIn(cluster: string, from = fleet): typeof fleet {
  return withObject(from, cluster, 'stock', {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name: 'ledger', namespace: 'stock' },
  });
}

describe('what an app has in one of its clusters', () => {
  it('is missing where it would be taken over', () => {
    expect(sentencesOf(takeoversFindEverything, secretIn('us'))).toEqual([
      'ExternalSecret.external-secrets.io stock/ledger (us, unit apps/stock): metadata.name is not in the unit of the app in eu | Add it in every cluster of the app, under the same name.',
    ]);
  });

  it('is in all of them', () => {
    expect(findingsOf(takeoversFindEverything, fleet)).toEqual([]);
    expect(findingsOf(takeoversFindEverything, secretIn('eu', secretIn('us')))).toEqual([]);
  });
});
