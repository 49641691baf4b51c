import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { Manifest } from '../../../../lib/core/manifest';
import { DESTINATION_RULE_FIELDS, type KnownFields } from '../../../../lib/lint/destination-rule-fields';
import { ambientHostsHaveAWaypoint } from '../../../../lib/lint/rules/ambient-hosts-have-a-waypoint';
import { fieldsAreKnown } from '../../../../lib/lint/rules/fields-are-known';
import { gatewayApiIsNewEnough } from '../../../../lib/lint/rules/gateway-api-is-new-enough';
import { globalLabelsAgree } from '../../../../lib/lint/rules/global-labels-agree';
import {
  compileMini,
  edit,
  findingsOf,
  sentencesOf,
  withObject,
  withObjects,
} from '../../../support/compiled';
import { sentencesOfPolicy, STOCK_RULE } from '../../../support/destination-rule';

const fleet = compileMini();

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

interface Definition {
  readonly spec: {
    readonly names: { readonly kind: string };
    readonly versions: readonly { readonly schema: { readonly openAPIV3Schema: Schema } }[];
  };
}

function fieldsOf(schema: Schema | undefined): KnownFields | null {
  if (schema?.items !== undefined) return fieldsOf(schema.items);
  if (schema?.properties === undefined) return null;
  return Object.fromEntries(Object.entries(schema.properties).map(([key, value]) => [key, fieldsOf(value)]));
}

describe('the fields of a DestinationRule', () => {
  it('are those of the definition', () => {
    const text = readFileSync(join(__dirname, '../../../../crds/networking.istio.io.yaml'), 'utf8');
    const definitions = parseAllDocuments(text).map((document) => document.toJS() as Definition);
    const { spec } = definitions.find(
      ({ spec: { names } }) => names.kind === 'DestinationRule',
    ) as Definition;
    const schema = spec.versions[0]?.schema.openAPIV3Schema;
    expect(DESTINATION_RULE_FIELDS).toEqual(fieldsOf(schema?.properties?.['spec']));
  });

  it('are looked up, at every depth', () => {
    const subsets = [{ name: 'a', trafficPolicy: { loadbalancer: { simple: 'RANDOM' } } }];
    const change = edit('DestinationRule', 'stock', ['spec', 'subsets'], subsets, 'us');
    expect(sentencesOf(fieldsAreKnown, withObjects(fleet, change))).toEqual([
      `${STOCK_RULE}subsets[0].trafficPolicy.loadbalancer is no field of Istio 1.31 | Write loadBalancer, or take it out.`,
    ]);
    expect(sentencesOfPolicy(fieldsAreKnown, fleet, { slowStart: {} })).toEqual([
      `${STOCK_RULE}trafficPolicy.slowStart is no field of Istio 1.31 | Take it out.`,
    ]);
  });

  it('leave places and labels to the user', () => {
    const distribute = [{ from: '*', to: { 'us-east-1/*': 100 } }];
    const policy = { loadBalancer: { localityLbSetting: { distribute } } };
    expect(sentencesOfPolicy(fieldsAreKnown, fleet, policy)).toEqual([]);
  });
});

describe('a definition of the Gateway API', () => {
  const definition = (version: string | undefined, name = 'tlsroutes'): readonly string[] => {
    const annotations = version === undefined ? {} : { 'gateway.networking.k8s.io/bundle-version': version };
    const object: Manifest = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: `${name}.gateway.networking.k8s.io`, annotations },
    };
    return sentencesOf(gatewayApiIsNewEnough, withObject(fleet, 'us', 'stock', object));
  };

  it.each([
    ['v1.4.1', 'v1.4.1'],
    [undefined, 'nothing'],
  ])('of the bundle %s is not read by istiod', (version, words) => {
    expect(definition(version)).toEqual([
      `CustomResourceDefinition.apiextensions.k8s.io tlsroutes.gateway.networking.k8s.io (us, unit apps/stock): metadata.annotations["gateway.networking.k8s.io/bundle-version"] is ${words}, and Istio 1.31 reads the kind from v1.5.0 on | Take the definitions of a newer release of the Gateway API.`,
    ]);
  });

  it.each(['v1.5.0', 'v1.5.0-rc.1', 'v1.10.0'])('of the bundle %s is read', (version) => {
    expect(definition(version)).toEqual([]);
    expect(definition(undefined, 'httproutes')).toEqual([]);
  });
});

describe('a host in ambient mode', () => {
  const label = (name: string): readonly string[] => ['metadata', 'labels', name];
  const ambient = withObjects(
    fleet,
    edit('Namespace', 'stock', label('istio.io/dataplane-mode'), 'ambient', 'us'),
  );

  it('has a waypoint that reads its rules', () => {
    expect(sentencesOf(ambientHostsHaveAWaypoint, ambient)).toEqual([
      `${STOCK_RULE}host is "stock.stock.svc.cluster.local", in an ambient namespace without a waypoint | Label the Service or its namespace with istio.io/use-waypoint.`,
    ]);
    const none = edit('Service', 'stock', label('istio.io/use-waypoint'), 'none');
    expect(findingsOf(ambientHostsHaveAWaypoint, withObjects(ambient, none))).toHaveLength(1);
  });

  it.each(['Service', 'Namespace'])('has it from a label of its %s', (kind) => {
    const change = edit(kind, 'stock', label('istio.io/use-waypoint'), 'waypoint');
    expect(findingsOf(ambientHostsHaveAWaypoint, withObjects(ambient, change))).toEqual([]);
  });

  it('needs none where nothing is said of places', () => {
    expect(sentencesOfPolicy(ambientHostsHaveAWaypoint, ambient, { loadBalancer: undefined })).toEqual([]);
  });

  it('is shared by every cluster or by none', () => {
    const one = edit('Service', 'stock', label('istio.io/global'), 'true', 'us');
    expect(sentencesOf(globalLabelsAgree, withObjects(fleet, one))).toEqual([
      'Service stock/stock (us, unit apps/stock): metadata.labels["istio.io/global"] is true, and in eu it is nothing | Give the Service the same label in every cluster.',
    ]);
    const both = edit('Service', 'stock', label('istio.io/global'), 'true');
    expect(findingsOf(globalLabelsAgree, withObjects(fleet, both))).toEqual([]);
  });
});
