import type { Manifest } from '../../../../lib/core/manifest';
import type { LintRule } from '../../../../lib/lint/lint';
import { dnsAnnotationsAreRead } from '../../../../lib/lint/rules/dns-annotations-are-read';
import { dnsControllersAreApart } from '../../../../lib/lint/rules/dns-controllers-are-apart';
import { dnsPoliciesAreWhole } from '../../../../lib/lint/rules/dns-policies-are-whole';
import { dnsRecordsAreDistinct } from '../../../../lib/lint/rules/dns-records-are-distinct';
import { dnsRecordsAreOwn } from '../../../../lib/lint/rules/dns-records-are-own';
import { dnsRecordsShareAPolicy } from '../../../../lib/lint/rules/dns-records-share-a-policy';
import { dnsValuesAreValid } from '../../../../lib/lint/rules/dns-values-are-valid';
import { healthChecksAreShallow } from '../../../../lib/lint/rules/health-checks-are-shallow';
import { compileMini, sentencesOf, withObject } from '../../../support/compiled';
import { miniApp } from '../../../support/mini-fleet';

const fleet = compileMini();
const NAME = 'shop.example.com';
const PREFIX = 'external-dns.kubernetes.io/';

type Settings = Readonly<Record<string, string>>;

interface Endpoint {
  readonly id?: string;
  readonly settings?: Settings;
  readonly targets?: readonly string[];
}

function endpoint({ id, settings = {}, targets = ['lb.example.net'] }: Endpoint): Manifest {
  const providerSpecific = Object.entries(settings).map(([name, value]) => ({ name: `aws/${name}`, value }));
  const record = { dnsName: NAME, recordType: 'A', targets, providerSpecific };
  return {
    apiVersion: 'externaldns.k8s.io/v1alpha1',
    kind: 'DNSEndpoint',
    metadata: { name: 'shop', namespace: 'stock' },
    spec: { endpoints: [{ ...record, ...(id === undefined ? {} : { setIdentifier: id }) }] },
  };
}

function route(annotations: Settings, kind = 'HTTPRoute', name = 'shop'): Manifest {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind,
    metadata: { name, namespace: 'stock', annotations },
    spec: { hostnames: [NAME] },
  };
}

/** What a rule says of objects in the clusters `us` and `eu`, without what stands before the field. */
function said(rule: LintRule, us: readonly Manifest[], eu: readonly Manifest[] = []): readonly string[] {
  const own = us.reduce((all, object) => withObject(all, 'us', 'stock', object), fleet);
  const both = eu.reduce((all, object) => withObject(all, 'eu', 'stock', object), own);
  return sentencesOf(rule, both).map((text) => text.replace(/^\S+ \S+ \((\w+), [^)]*\): /, '$1: '));
}

const weighted = (id: string, weight: string): Manifest => endpoint({ id, settings: { weight } });
const located = (id: string, settings: Settings): Manifest => endpoint({ id, settings });

describe('the records of one name', () => {
  const ID = 'us: spec.endpoints[0].setIdentifier of shop.example.com';

  it('are of one policy', () => {
    expect(
      said(dnsRecordsShareAPolicy, [weighted('us', '1')], [located('eu', { region: 'eu-west-1' })]),
    ).toEqual([
      `${ID} is of a record that is weighted, and that of eu is latency | Give all records of the name one routing policy.`,
    ]);
    expect(said(dnsRecordsShareAPolicy, [located('us', { weight: '1', region: 'us-east-1' })])).toEqual([
      `${ID} is of a record that is latency and weighted at once | Leave the settings of one routing policy.`,
    ]);
    expect(said(dnsRecordsShareAPolicy, [weighted('us', '1')], [weighted('eu', '2')])).toEqual([]);
  });

  it('have an identifier each', () => {
    const REMEDY = 'Give each record one of its own, such as the id of its cluster.';
    expect(said(dnsRecordsAreDistinct, [weighted('one', '1')], [weighted('one', '2')])).toEqual([
      `${ID} is "one", as in eu | ${REMEDY}`,
    ]);
    expect(said(dnsRecordsAreDistinct, [endpoint({ settings: { weight: '1' } })])).toEqual([
      `${ID} is missing, and it is one record of several | ${REMEDY}`,
    ]);
    expect(said(dnsRecordsAreDistinct, [endpoint({})])).toEqual([]);
    expect(said(dnsRecordsAreDistinct, [weighted('us', '1')], [weighted('eu', '1')])).toEqual([]);
  });

  it('are one where two routes of a cluster ask for it', () => {
    const annotations = { [`${PREFIX}set-identifier`]: 'us', [`${PREFIX}aws-region`]: 'us-east-1' };
    const routes = [route(annotations), route(annotations, 'HTTPRoute', 'second')];
    expect(said(dnsRecordsAreDistinct, routes)).toEqual([]);
    expect(said(dnsPoliciesAreWhole, routes)).toEqual([]);
    expect(said(dnsRecordsAreDistinct, routes, [route(annotations)])).toEqual([
      `us: metadata.annotations["…/set-identifier"] of ${NAME} is "us", as in eu | Give each record one of its own, such as the id of its cluster.`,
    ]);
  });

  it('are not all of weight 0', () => {
    expect(said(dnsPoliciesAreWhole, [weighted('us', '0')], [weighted('eu', '0')])).toEqual([
      `eu: spec.endpoints[0].providerSpecific["weight"] is 0, as all weights of the name are (${NAME}) | Leave at least one of them above 0.`,
    ]);
    expect(said(dnsPoliciesAreWhole, [weighted('us', '0')], [weighted('eu', '1')])).toEqual([]);
  });

  it('are one first and one second', () => {
    const primary = (id: string): Manifest => located(id, { failover: 'PRIMARY' });
    const REMEDY = 'Have one of each; with more regions use latency, geolocation or weights.';
    const FIELD = 'eu: spec.endpoints[0].providerSpecific["failover"] of the name is';
    expect(said(dnsPoliciesAreWhole, [primary('us')], [primary('eu')])).toEqual([
      `${FIELD} PRIMARY 2 times (${NAME}) | ${REMEDY}`,
      `${FIELD} SECONDARY 0 times (${NAME}) | ${REMEDY}`,
    ]);
    expect(said(dnsPoliciesAreWhole, [primary('us')], [located('eu', { failover: 'SECONDARY' })])).toEqual(
      [],
    );
  });

  it('are of a region each', () => {
    const near = (id: string, region: string): Manifest => located(id, { region });
    expect(said(dnsPoliciesAreWhole, [near('us', 'us-east-1')], [near('eu', 'us-east-1')])).toEqual([
      `us: spec.endpoints[0].providerSpecific["region"] is us-east-1, as in eu (${NAME}) | Name the region of the own load balancer.`,
    ]);
    expect(said(dnsPoliciesAreWhole, [near('us', 'us-east-1')], [near('eu', 'eu-west-1')])).toEqual([]);
  });

  it('answer users of every country', () => {
    const of = (id: string, code: string): Manifest => located(id, { 'geolocation-country-code': code });
    expect(said(dnsPoliciesAreWhole, [of('us', 'US')], [of('eu', 'DE')])).toEqual([
      `eu: spec.endpoints[0].providerSpecific["geolocation-country-code"] of the name is "*" nowhere, so that users elsewhere get no answer (${NAME}) | Give one record the country code "*".`,
    ]);
    expect(said(dnsPoliciesAreWhole, [of('us', 'US')], [of('eu', '*')])).toEqual([]);
  });
});

describe('a record', () => {
  it.each(['half', '-1', '256', '1.5'])('has no weight of %s', (weight) => {
    expect(said(dnsValuesAreValid, [weighted('us', weight)])).toEqual([
      `us: spec.endpoints[0].providerSpecific["weight"] of ${NAME} is "${weight}" | Write a whole number from 0 to 255.`,
    ]);
  });

  it('has a health check where its target is a plain address', () => {
    const plain = (settings: Settings): readonly string[] =>
      said(dnsValuesAreValid, [endpoint({ id: 'us', settings, targets: ['192.0.2.7'] })]);
    expect(plain({ weight: '1' })).toEqual([
      `us: spec.endpoints[0].providerSpecific["health-check-id"] of ${NAME} is missing, and the target is the address 192.0.2.7 | Name a health check, or the host name of a load balancer as the target.`,
    ]);
    expect(plain({ weight: '255', 'health-check-id': 'abc' })).toEqual([]);
    expect(plain({})).toEqual([]);
    expect(said(dnsValuesAreValid, [weighted('us', '0')])).toEqual([]);
  });
});

describe('an annotation', () => {
  const OLD = 'external-dns.alpha.kubernetes.io/';
  const chart = (valuesObject: object): Manifest =>
    ({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: 'external-dns', namespace: 'argocd' },
      spec: { source: { chart: 'external-dns', helm: { valuesObject } } },
    }) as never;

  it('has the prefix that external-dns reads', () => {
    expect(said(dnsAnnotationsAreRead, [route({ [`${OLD}ttl`]: '60' })])).toEqual([
      `us: metadata.annotations["${OLD}ttl"] is not read by the external-dns of us | Begin it with ${PREFIX}`,
    ]);
    expect(said(dnsAnnotationsAreRead, [route({ [`${PREFIX}ttl`]: '60' })])).toEqual([]);
    expect(
      said(dnsAnnotationsAreRead, [route({ [`${OLD}ttl`]: '60' }), chart({ annotationPrefix: OLD })]),
    ).toEqual([]);
  });

  it('stands on the routes, and the target on the Gateway', () => {
    expect(
      said(dnsAnnotationsAreRead, [route({ [`${PREFIX}target`]: 'a', [`${PREFIX}ttl`]: '60' }, 'Gateway')]),
    ).toEqual([
      'us: metadata.annotations["…/ttl"] stands on a Gateway, where only the target is read | Write it on the routes.',
    ]);
  });
});

describe('an external-dns', () => {
  const deployment = (...args: readonly string[]): Manifest => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'external-dns', namespace: 'stock' },
    spec: {
      template: {
        spec: { containers: [{ name: 'a', image: 'registry.example.com/external-dns:v0.22.0', args }] },
      },
    },
  });
  const ARGS = 'us: spec.template.spec.containers[0].args';

  it('has an owner id of its own, and a policy', () => {
    const one = deployment('--txt-owner-id=one', '--policy=sync');
    expect(said(dnsControllersAreApart, [one], [one])).toEqual([
      `${ARGS} name the owner "one", as those of eu do | Set txt-owner-id to the id of the cluster.`,
    ]);
    expect(said(dnsControllersAreApart, [deployment()])).toEqual([
      `${ARGS} name no owner id | Set txt-owner-id to the id of the cluster.`,
      `${ARGS} name no policy, without which it does not start | Set it to sync, so that draining removes records.`,
    ]);
    const other = deployment('--txt-owner-id=two', '--policy=sync');
    expect(said(dnsControllersAreApart, [one], [other])).toEqual([]);
  });

  it('names ownership records as the others do', () => {
    const prefixed = deployment('--txt-owner-id=us', '--policy=sync', '--txt-prefix=x-');
    expect(
      said(dnsControllersAreApart, [prefixed], [deployment('--txt-owner-id=eu', '--policy=sync')]),
    ).toEqual([
      `${ARGS} name the txt-prefix "x-", and those of eu another one | Give it the same value in every cluster.`,
    ]);
  });
});

describe('a RecordSet of Route 53', () => {
  const set = (spec: Manifest['spec'] & object, name = NAME): Manifest => ({
    apiVersion: 'route53.services.k8s.aws/v1alpha1',
    kind: 'RecordSet',
    metadata: { name: 'shop', namespace: 'stock' },
    spec: { name: `${name}.`, recordType: 'A', resourceRecords: [{ value: 'lb.example.net' }], ...spec },
  });

  it('is judged as the other records of its name are', () => {
    expect(
      said(
        dnsRecordsShareAPolicy,
        [set({ setIdentifier: 'us', weight: 1 })],
        [located('eu', { region: 'x' })],
      ),
    ).toEqual([
      'eu: spec.endpoints[0].setIdentifier of shop.example.com is of a record that is latency, and that of us is weighted | Give all records of the name one routing policy.',
    ]);
    expect(said(dnsRecordsAreDistinct, [set({ weight: 1 })])).toEqual([
      'us: spec.setIdentifier of shop.example.com is missing, and it is one record of several | Give each record one of its own, such as the id of its cluster.',
    ]);
    const alone = { geoLocation: { continentCode: 'EU' }, setIdentifier: 'us' };
    expect(said(dnsPoliciesAreWhole, [set(alone)])).toEqual([
      'us: spec.geoLocation.countryCode of the name is "*" nowhere, so that users elsewhere get no answer (shop.example.com) | Give one record the country code "*".',
    ]);
  });

  it('is of a host of the app in whose unit it is', () => {
    const stock = compileMini({
      'apps/stock/app.yaml': miniApp(
        'stock',
        'goods',
        'regions: [aws:us-east-1, aws:eu-west-1]\ntraffic: {exposure: public}\ncalls: {from: [web]}',
      ),
    });
    const of = (name: string): readonly string[] =>
      sentencesOf(dnsRecordsAreOwn, withObject(stock, 'us', 'stock', set({}, name)));
    expect(of('stock.apps.example.com')).toEqual([]);
    expect(of('standby-1.stock.apps.example.com')).toEqual([]);
    expect(of('web.apps.example.com')).toEqual([
      'RecordSet.route53.services.k8s.aws stock/shop (us, unit apps/stock): spec.name is web.apps.example.com, which is no host of stock | Leave it out, or list the host under traffic.hosts.',
    ]);
  });
});

describe('a health check of the entry', () => {
  const check = (host: string): Manifest => ({
    apiVersion: 'route53.services.k8s.aws/v1alpha1',
    kind: 'HealthCheck',
    metadata: { name: 'check', namespace: 'stock' },
    spec: { healthCheckConfig: { type: 'HTTPS', fullyQualifiedDomainName: host } },
  });

  it('asks no app', () => {
    expect(said(healthChecksAreShallow, [check('us.apps.example.com')])).toEqual([]);
    expect(said(healthChecksAreShallow, [check('web.apps.example.com')])).toEqual([
      'us: spec.healthCheckConfig.fullyQualifiedDomainName is web.apps.example.com, which the route web of us hands to an app | Ask the name of the cluster itself, which its Gateway answers for.',
    ]);
  });
});
