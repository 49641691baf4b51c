import type { LintRule } from '../../../../lib/lint/lint';
import { controlPlanesShareARoot } from '../../../../lib/lint/rules/control-planes-share-a-root';
import { meshLocalitiesAreOn } from '../../../../lib/lint/rules/mesh-localities-are-on';
import { meshesAreOne } from '../../../../lib/lint/rules/meshes-are-one';
import { networksHaveAGateway } from '../../../../lib/lint/rules/networks-have-a-gateway';
import { remoteClustersAreKnown } from '../../../../lib/lint/rules/remote-clusters-are-known';
import {
  compileMini,
  edit,
  findingsOf,
  sentencesOf,
  withObjects,
  type Change,
} from '../../../support/compiled';

const fleet = compileMini();
const ISTIOD = 'chart-istiod-1-31-1';
const GATEWAY = 'chart-istio-eastwestgateway';
const PLANE = `Application.argoproj.io argocd/${ISTIOD} (us, unit baseline/istiod): `;
const VALUES = ['spec', 'source', 'helm', 'valuesObject'];
const FIELD = `${PLANE}${VALUES.join('.')}.`;

function value(name: string, path: string, replacement: unknown): Change {
  return edit('Application', name, [...VALUES, ...path.split('.')], replacement, 'us');
}

const without =
  (kind: string, name: string): Change =>
  (object, cluster) =>
    object.kind === kind && object.metadata.name === name && cluster === 'us' ? undefined : object;

type Case = readonly [title: string, rule: LintRule, change: Change, sentences: readonly string[]];

const CASES: readonly Case[] = [
  [
    'two meshes',
    meshesAreOne,
    value(ISTIOD, 'global.meshID', 'other'),
    [
      `${FIELD}global.meshID is "other", and in eu it is "meridian" | Give it the same value in every cluster.`,
    ],
  ],
  [
    'two trust domains',
    meshesAreOne,
    value(ISTIOD, 'meshConfig.trustDomain', 'example.com'),
    [
      `${FIELD}meshConfig.trustDomain is "example.com", and in eu it is "cluster.local" | Give it the same value in every cluster.`,
    ],
  ],
  ['a trust domain by default', meshesAreOne, value(ISTIOD, 'meshConfig.trustDomain', undefined), []],
  [
    'two clusters of one name',
    meshesAreOne,
    value(ISTIOD, 'global.multiCluster.clusterName', 'eu'),
    [`${FIELD}global.multiCluster.clusterName is "eu", as in eu | Give each cluster a value of its own.`],
  ],
  [
    'a cluster without a network',
    meshesAreOne,
    value(ISTIOD, 'global.network', undefined),
    [`${FIELD}global.network is missing | Name the cluster, and its network.`],
  ],
  [
    'a namespace that says nothing of its network',
    networksHaveAGateway,
    edit('Namespace', 'istio-system', ['metadata', 'labels', 'topology.istio.io/network'], undefined, 'us'),
    [
      `${FIELD}global.network is "us", and the namespace istio-system is labelled with none | Label it with topology.istio.io/network: us.`,
    ],
  ],
  [
    'a gateway of another network',
    networksHaveAGateway,
    value(GATEWAY, 'networkGateway', 'eu'),
    [
      `${FIELD}global.network is "us", and no gateway leads into it | Install the chart gateway with networkGateway: us.`,
    ],
  ],
  [
    'a gateway without its port',
    networksHaveAGateway,
    value(GATEWAY, 'service.ports', [{ name: 'https', port: 443 }]),
    [
      `Application.argoproj.io argocd/${GATEWAY} (us, unit baseline/istio-east-west): ${VALUES.join('.')}.service.ports do not hold 15443 | Add the port, or leave the ports to the chart.`,
    ],
  ],
  [
    'a gateway with its port',
    networksHaveAGateway,
    value(GATEWAY, 'service.ports', [{ name: 'tls', port: 15443 }]),
    [],
  ],
  [
    'a gateway that lets nothing through',
    networksHaveAGateway,
    without('Gateway', 'cross-network-gateway'),
    [
      `${FIELD}global.network is "us", and no Gateway lets requests of the mesh through | Add a Gateway with a server on port 15443 and tls.mode AUTO_PASSTHROUGH in istio-system.`,
    ],
  ],
  [
    'a cluster that istiod cannot read',
    remoteClustersAreKnown,
    without('ExternalSecret', 'istio-remote-secret-eu'),
    [
      `${PLANE}spec is of an istiod that has no remote Secret for eu | Add one in istio-system, with the label istio/multiCluster: "true" and the annotation networking.istio.io/cluster: eu.`,
    ],
  ],
  [
    'a remote Secret of the own cluster',
    remoteClustersAreKnown,
    edit(
      'ExternalSecret',
      'istio-remote-secret-eu',
      ['spec', 'target', 'template', 'metadata', 'annotations', 'networking.istio.io/cluster'],
      'us',
      'us',
    ),
    [
      'ExternalSecret.external-secrets.io istio-system/istio-remote-secret-eu (us, unit baseline/mesh-secrets): spec.target.template.metadata.annotations["networking.istio.io/cluster"] names us, which is no other cluster of the mesh | Name the cluster as its istiod does, or take the Secret out.',
      `${PLANE}spec is of an istiod that has no remote Secret for eu | Add one in istio-system, with the label istio/multiCluster: "true" and the annotation networking.istio.io/cluster: eu.`,
    ],
  ],
  [
    'a control plane without its CA',
    controlPlanesShareARoot,
    without('ExternalSecret', 'cacerts'),
    [
      `${PLANE}spec is of an istiod that no Secret cacerts is made for | Add an ExternalSecret cacerts in istio-system with an intermediate CA below the common root.`,
    ],
  ],
];

describe('the installation of the mesh', () => {
  test.each(CASES)('%s', (_, rule, change, sentences) => {
    expect(sentencesOf(rule, withObjects(fleet, change))).toEqual(sentences);
  });

  test('localities that are off for a rule that relies on them', () => {
    const off = withObjects(fleet, value(ISTIOD, 'meshConfig.localityLbSetting.enabled', false));
    expect(sentencesOf(meshLocalitiesAreOn, off)).toEqual([
      `${FIELD}meshConfig.localityLbSetting.enabled is false, and 1 DestinationRule of the cluster says nothing of localities | Set it to true, or give every rule a localityLbSetting.`,
    ]);
    const setting = ['spec', 'trafficPolicy', 'loadBalancer', 'localityLbSetting'];
    const told = withObjects(off, edit('DestinationRule', 'web', setting, { enabled: false }));
    expect(findingsOf(meshLocalitiesAreOn, told)).toEqual([]);
  });

  test('values of an Application with several sources', () => {
    const several = withObjects(fleet, (object, cluster) => {
      if (object.metadata.name !== ISTIOD || cluster !== 'us') return object;
      const spec = object['spec'] as Record<string, unknown>;
      return { ...object, spec: { sources: [{ ref: 'values' }, spec['source']] } } as never;
    });
    const change = edit(
      'Application',
      ISTIOD,
      ['spec', 'sources', 1, 'helm', 'valuesObject', 'global', 'meshID'],
      'other',
      'us',
    );
    expect(findingsOf(meshesAreOne, several)).toEqual([]);
    expect(sentencesOf(meshesAreOne, withObjects(several, change))).toEqual([
      `${PLANE}spec.sources[1].helm.valuesObject.global.meshID is "other", and in eu it is "meridian" | Give it the same value in every cluster.`,
    ]);
  });
});
