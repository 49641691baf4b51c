import type { Manifest } from '../../../lib/core/manifest';
import { compileMini } from '../../support/compiled';
import { mayEnter, mayLeave, type Pod } from '../../support/network-reach';

describe('the walls around the operator', () => {
  const units = compileMini().compiled.units.filter(({ cluster }) => cluster === 'us');
  const us: readonly Manifest[] = units.flatMap(({ objects }) => objects);
  const pod = (name: string): Pod => ({
    namespace: 'external-secrets',
    labels: { 'app.kubernetes.io/name': name },
  });
  const [operator, webhook] = [pod('external-secrets'), pod('external-secrets-webhook')];
  const tcp = (port: number) => ({ port, protocol: 'TCP' }) as const;
  const FAR = { address: '203.0.113.7' };
  const API = { address: '10.1.4.4' };

  test('let it out to the stores and to its credentials, and nothing else of it', () => {
    expect(mayLeave(us, operator, FAR, tcp(443))).toBe(true);
    expect(mayLeave(us, operator, { address: '169.254.170.23' }, tcp(80))).toBe(true);
    expect(mayLeave(us, operator, FAR, tcp(80))).toBe(false);
    expect(mayLeave(us, webhook, FAR, tcp(443))).toBe(false);
    expect(mayLeave(us, webhook, API, tcp(443))).toBe(true);
  });

  test('let the API server in to the webhook, Prometheus to the metrics, and nobody else', () => {
    const web: Pod = { namespace: 'web', labels: { 'app.kubernetes.io/name': 'web' } };
    const prometheus: Pod = { namespace: 'monitoring', labels: { 'app.kubernetes.io/name': 'prometheus' } };
    expect(mayEnter(us, webhook, API, tcp(10250))).toBe(true);
    expect(mayEnter(us, operator, API, tcp(10250))).toBe(false);
    expect(mayEnter(us, operator, prometheus, tcp(8080))).toBe(true);
    expect(mayEnter(us, operator, web, tcp(8080))).toBe(false);
    expect(mayEnter(us, webhook, web, tcp(10250))).toBe(false);
  });
});
