import { scrapesAreOpen } from '../../../../lib/lint/rules/scrapes-are-open';
import { compileMini, edit, findingsOf, sentencesOf, withObjects } from '../../../support/compiled';

const fleet = compileMini();

test('the way is open', () => {
  expect(findingsOf(scrapesAreOpen, fleet)).toEqual([]);
});

test('the way to a gateway that a monitor of another namespace asks is shut', () => {
  const shut = withObjects(
    fleet,
    edit('NetworkPolicy', 'public', ['spec', 'ingress', 2, 'from'], [{ podSelector: {} }], 'us'),
  );
  expect(sentencesOf(scrapesAreOpen, shut)).toEqual([
    expect.stringContaining(
      'port 15020 of the ingress Gateway is shut to Prometheus at ingress of the ingress Gateway in us',
    ),
  ]);
});

test('the way is shut', () => {
  const shut = withObjects(fleet, (object, cluster) =>
    object.metadata.name === 'allow-metrics' && object.metadata.namespace === 'web' && cluster === 'us'
      ? undefined
      : object,
  );
  expect(sentencesOf(scrapesAreOpen, shut)).toEqual([
    expect.stringContaining('port 15020 of web is shut to Prometheus at ingress of web in us'),
  ]);
});
