import { scrapesAreOpen } from '../../../../lib/lint/rules/scrapes-are-open';
import { compileMini, findingsOf, sentencesOf, withObjects } from '../../../support/compiled';

const fleet = compileMini();

test('the way is open', () => {
  expect(findingsOf(scrapesAreOpen, fleet)).toEqual([]);
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
