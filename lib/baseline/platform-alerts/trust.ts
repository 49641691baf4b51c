import { gauge, type Alert } from '../../plan/alerts/alert';
import type { ComponentContext } from '../component';

const DAY = 86_400;

/** Certificates that end. */
export function trustAlerts({ cluster }: ComponentContext): readonly Alert[] {
  const certificate = "certmanager_certificate_expiration_timestamp_seconds{name='ingress-certificate'}";
  const alerts: readonly Alert[] = [
    {
      name: 'CertificateEnds',
      severity: 'ticket',
      expr: `certmanager_certificate_expiration_timestamp_seconds - time() < ${14 * DAY}`,
      for: '1h',
      summary: `The certificate {{ $labels.name }} in ${cluster.id} ends in {{ $value | humanizeDuration }} and was not renewed.`,
      fires: { at: '70m', series: [gauge(certificate, 13 * DAY, '70m')] },
      silent: { at: '70m', series: [gauge(certificate, 15 * DAY, '70m')] },
    },
  ];
  return cluster.mesh === 'none' ? alerts : [...alerts, ...caAlerts(cluster.id)];
}

function caAlerts(cluster: string): readonly Alert[] {
  const ends = (
    name: string,
    series: string,
    days: number,
    severity: Alert['severity'],
    what: string,
  ): Alert => ({
    name,
    severity,
    expr: `min(${series}) - time() < ${days * DAY}`,
    for: '1h',
    summary: `${what} of ${cluster} ends in {{ $value | humanizeDuration }}: after that no call between pods succeeds.`,
    fires: { at: '70m', series: [gauge(series, (days - 1) * DAY, '70m')] },
    silent: { at: '70m', series: [gauge(series, (days + 1) * DAY, '70m')] },
  });
  return [
    ends('RootCaEnds', 'citadel_server_root_cert_expiry_timestamp', 90, 'ticket', 'The root CA of the mesh'),
    ends('MeshCaEnds', 'citadel_server_cert_chain_expiry_timestamp', 30, 'page', 'The CA of istiod'),
  ];
}
