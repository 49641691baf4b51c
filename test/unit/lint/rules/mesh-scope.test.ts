import type { Manifest } from '../../../../lib/core/manifest';
import { mutualTlsStaysOn } from '../../../../lib/lint/rules/mutual-tls-stays-on';
import { openListenersComeLast } from '../../../../lib/lint/rules/open-listeners-come-last';
import { rulesAreSeen } from '../../../../lib/lint/rules/rules-are-seen';
import { rulesShadowNothing } from '../../../../lib/lint/rules/rules-shadow-nothing';
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
const HOST = 'stock.stock.svc.cluster.local';

function object(kind: string, group: string, name: string, namespace: string, spec: object): Manifest {
  return { apiVersion: `${group}/v1`, kind, metadata: { name, namespace }, spec } as never;
}

function peer(spec: object): Manifest {
  return object('PeerAuthentication', 'security.istio.io', 'open', 'stock', spec);
}

function sidecar(spec: object): readonly string[] {
  const own = object('Sidecar', 'networking.istio.io', 'scope', 'web', spec);
  return sentencesOf(openListenersComeLast, withObject(fleet, 'us', 'web', own));
}

describe('a second DestinationRule for a host', () => {
  const own = (spec: object): readonly string[] =>
    sentencesOf(
      rulesShadowNothing,
      withObject(
        fleet,
        'us',
        'web',
        object('DestinationRule', 'networking.istio.io', 'mine', 'web', { host: HOST, ...spec }),
      ),
    );

  it('in the namespace of a client repeats where requests go', () => {
    expect(own({ trafficPolicy: { connectionPool: { http: { maxRetries: 9 } } } })).toEqual([
      'DestinationRule.networking.istio.io web/mine (us, unit apps/web): spec.trafficPolicy takes the place of that of stock/stock, and has no localityLbSetting or outlierDetection | Repeat it there, or take this rule out.',
    ]);
  });

  it('may say something else of the same things', () => {
    const loadBalancer = { localityLbSetting: { enabled: false } };
    expect(own({ trafficPolicy: { loadBalancer, outlierDetection: { consecutive5xxErrors: 9 } } })).toEqual(
      [],
    );
  });
});

describe('mutual TLS', () => {
  it('is not turned off by the rule for a host of several clusters', () => {
    expect(sentencesOfPolicy(mutualTlsStaysOn, fleet, { tls: { mode: 'DISABLE' } })).toEqual([
      `${STOCK_RULE}trafficPolicy.tls.mode is DISABLE, and several clusters know the host | Set it to ISTIO_MUTUAL, or take tls out.`,
    ]);
    expect(sentencesOfPolicy(mutualTlsStaysOn, fleet, { tls: { mode: 'ISTIO_MUTUAL' } })).toEqual([]);
  });

  it.each([
    ['the namespace', { mtls: { mode: 'DISABLE' } }, 'mtls.mode'],
    [
      'a port of its pods',
      {
        selector: { matchLabels: { 'app.kubernetes.io/name': 'stock' } },
        portLevelMtls: { 8080: { mode: 'DISABLE' } },
      },
      'portLevelMtls["8080"].mode',
    ],
  ])('is not turned off for %s', (_, spec, field) => {
    expect(sentencesOf(mutualTlsStaysOn, withObject(fleet, 'us', 'stock', peer(spec)))).toEqual([
      `PeerAuthentication.security.istio.io stock/open (us, unit apps/stock): spec.${field} is DISABLE, and several clusters know the Service stock/stock | Set it to STRICT, or to PERMISSIVE while callers move.`,
    ]);
  });

  it('may be turned off for pods that no Service is for, and relaxed for all', () => {
    const others = peer({ selector: { matchLabels: { app: 'job' } }, mtls: { mode: 'DISABLE' } });
    expect(findingsOf(mutualTlsStaysOn, withObject(fleet, 'us', 'stock', others))).toEqual([]);
    const relaxed = peer({ mtls: { mode: 'PERMISSIVE' } });
    expect(findingsOf(mutualTlsStaysOn, withObject(fleet, 'us', 'stock', relaxed))).toEqual([]);
  });

  it('is not turned off for the whole mesh', () => {
    const change = edit('PeerAuthentication', 'default', ['spec', 'mtls', 'mode'], 'DISABLE', 'us');
    expect(sentencesOf(mutualTlsStaysOn, withObjects(fleet, change))).toHaveLength(1);
  });
});

describe('exportTo', () => {
  const LEFT_OUT = 'leaves out web, from where the host is called | Take it out.';

  it.each([
    ['DestinationRule', ['spec', 'exportTo'], ['.'], `${STOCK_RULE}exportTo ${LEFT_OUT}`],
    [
      'VirtualService',
      ['spec', 'exportTo'],
      ['.', 'shop'],
      `VirtualService.networking.istio.io stock/stock (us, unit apps/stock): spec.exportTo ${LEFT_OUT}`,
    ],
    [
      'Service',
      ['metadata', 'annotations', 'networking.istio.io/exportTo'],
      '~',
      `Service stock/stock (us, unit apps/stock): metadata.annotations["networking.istio.io/exportTo"] ${LEFT_OUT}`,
    ],
  ])('of a %s names every caller', (kind, path, value, sentence) => {
    const change = edit(kind, 'stock', path, value, 'us');
    expect(sentencesOf(rulesAreSeen, withObjects(fleet, change))).toEqual([sentence]);
  });

  it('names the ingress Gateway where the host is public', () => {
    const change = edit('DestinationRule', 'web', ['spec', 'exportTo'], ['.']);
    expect(sentencesOf(rulesAreSeen, withObjects(fleet, change))).toEqual([
      'DestinationRule.networking.istio.io web/web (us, unit apps/web): spec.exportTo leaves out istio-ingress, from where the host is called | Take it out.',
    ]);
  });

  it.each([[['*']], [['.', 'web']]])('may be %j', (value) => {
    const change = edit('DestinationRule', 'stock', ['spec', 'exportTo'], value);
    expect(findingsOf(rulesAreSeen, withObjects(fleet, change))).toEqual([]);
  });

  it('may be the own namespace alone where nobody calls from elsewhere in the cluster', () => {
    const change = edit('DestinationRule', 'stock', ['spec', 'exportTo'], ['.'], 'eu');
    expect(findingsOf(rulesAreSeen, withObjects(fleet, change))).toEqual([]);
  });
});

describe('a Sidecar', () => {
  const all = { hosts: ['*/*'] };
  const web = { port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*/*'] };

  it('has its listener without a port last', () => {
    expect(sidecar({ egress: [all, web] })).toEqual([
      'Sidecar.networking.istio.io web/scope (us, unit apps/web): spec.egress[0].port is missing, and other listeners come after it | Put the listener without a port last, and leave one of that kind.',
    ]);
    expect(sidecar({ egress: [web, all] })).toEqual([]);
  });
});
