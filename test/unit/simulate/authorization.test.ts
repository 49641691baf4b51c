import type { Manifest } from '../../../lib/core/manifest';
import { isAuthorized, readAuthorizationPolicy } from '../../../lib/simulate/authorization';

const CALLER = { trustDomain: 'td', namespace: 'shop', serviceAccount: 'web' };

function policy(spec: object): Manifest {
  return {
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: { name: 'policy', namespace: 'stock' },
    spec,
  } as Manifest;
}

const from = (source: object): object => ({ rules: [{ from: [{ source }] }] });
const WEB = from({ principals: ['td/ns/shop/sa/web'] });
const POSTS = {
  rules: [
    { from: [{ source: { principals: ['td/ns/shop/sa/web'] } }], to: [{ operation: { methods: ['POST'] } }] },
  ],
};

describe('who is let in', () => {
  test.each<[string, readonly object[], closed: boolean, open?: boolean]>([
    ['anybody without a policy', [], true],
    ['the named principal', [WEB], true],
    ['not another principal', [from({ principals: ['td/ns/shop/sa/other'] })], false],
    ['not that of another trust domain', [from({ principals: ['other/ns/shop/sa/web'] })], false],
    ['a principal by its beginning', [from({ principals: ['td/ns/shop/*'] })], true],
    ['a principal by its end', [from({ principals: ['*/sa/web'] })], true],
    ['every principal', [from({ principals: ['*'] })], true],
    ['the namespace', [from({ namespaces: ['shop'] })], true],
    ['not another namespace', [from({ namespaces: ['goods'] })], false],
    ['not by one of two conditions', [from({ principals: ['*'], namespaces: ['goods'] })], false],
    ['nobody by a policy without rules', [{}], false],
    ['everybody by an empty rule', [{ rules: [{}] }], true],
    ['by any of several policies', [{}, WEB], true],
    ['not who is denied', [WEB, { action: 'DENY', ...WEB }], false],
    ['who is not denied', [{ action: 'DENY', ...from({ namespaces: ['goods'] }) }], true],
    ['whatever an audit says', [{ action: 'AUDIT', ...WEB }], true],
    ['by a method, perhaps', [POSTS], false, true],
    ['against a method, perhaps', [{ action: 'DENY', ...POSTS }], false, true],
    ['by what is not read here, perhaps', [from({ notNamespaces: ['goods'] })], false, true],
  ])('%s', (_, specs, closed, open = closed) => {
    const policies = specs.flatMap((spec) => readAuthorizationPolicy(policy(spec)) ?? []);
    expect(isAuthorized(policies, CALLER, 'closed')).toBe(closed);
    expect(isAuthorized(policies, CALLER, 'open')).toBe(open);
  });
});
