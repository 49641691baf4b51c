import { App, Chart } from 'cdk8s';
import { ApplicationSet } from '../../../imports/argoproj.io';
import { DestinationRule, type DestinationRuleProps } from '../../../imports/networking.istio.io';
import type { JsonObject } from '../../../lib/core/manifest';
import { validateObject } from '../../support/validate-object';

const METADATA = { name: 'orders-api', namespace: 'orders' };

function rendered(author: (chart: Chart) => void): JsonObject {
  const chart = new Chart(new App(), 'unit', { disableResourceNameHashes: true });
  author(chart);
  return (chart.toJson() as JsonObject[])[0] as JsonObject;
}

function destinationRule(spec: DestinationRuleProps['spec']): JsonObject {
  return rendered((chart) => new DestinationRule(chart, 'rule', { metadata: METADATA, ...(spec ? { spec } : {}) }));
}

test('camel-cased properties come out under the names of the definition', () => {
  const object = destinationRule({
    host: 'orders-api',
    trafficPolicy: { outlierDetection: { consecutive5XxErrors: 5, interval: '5s' } },
  });
  expect(object['spec']).toEqual({
    host: 'orders-api',
    trafficPolicy: { outlierDetection: { consecutive5xxErrors: 5, interval: '5s' } },
  });
  expect(validateObject(object)).toEqual([]);
});

test('what the typings do not know is dropped without a word', () => {
  const spec = { host: 'orders-api', trafficPolicy: { outlierDetection: { consecutive5xxErrors: 5 } } };
  expect(destinationRule(spec as DestinationRuleProps['spec'])['spec']).toEqual({
    host: 'orders-api',
    trafficPolicy: { outlierDetection: {} },
  });
});

test('below an open branch the names are those of the definition', () => {
  const git = { repoURL: 'https://git.example.com/fleet.git', revision: 'main', files: [{ path: 'units/*.yaml' }] };
  const object = rendered(
    (chart) =>
      new ApplicationSet(chart, 'set', {
        metadata: METADATA,
        spec: {
          generators: [{ matrix: { generators: [{ git }, { list: { elements: [{ lane: 'apps' }] } }] } }],
          template: {
            metadata: { name: 'a' },
            spec: { project: 'p', source: { repoUrl: git.repoURL }, destination: { name: 'here' } },
          },
        },
      }),
  );
  expect(object['spec']).toMatchObject({
    generators: [{ matrix: { generators: [{ git: { repoURL: git.repoURL } }, {}] } }],
    template: { spec: { source: { repoURL: git.repoURL } } },
  });
  expect(validateObject(object)).toEqual([]);
});
