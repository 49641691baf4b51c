import { KubeConfigMap } from '../../kube';
import { EXTERNAL_DNS_NAMESPACE } from '../../plan/names';
import { hasExternalDns, RECORD_SETTINGS } from '../../plan/zone/zone-components';
import type { Component, ComponentContext } from '../component';
import { baselineLabels } from '../labels';

/** What external-dns takes from a file only, for clouds of which it does. Nothing of it is secret. */
export const externalDnsSettings: Component = {
  name: 'external-dns-settings',
  namespace: EXTERNAL_DNS_NAMESPACE,
  isIn: (context) => hasExternalDns(context.fleet, context.cluster) && fileOf(context) !== undefined,
  build(scope, context) {
    const file = fileOf(context);
    if (file === undefined) return;
    new KubeConfigMap(scope, 'settings', {
      metadata: {
        name: RECORD_SETTINGS,
        namespace: EXTERNAL_DNS_NAMESPACE,
        labels: baselineLabels(context.cluster),
      },
      data: { [file.name]: file.content },
    });
  },
};

function fileOf({ fleet: { dnsZone } }: ComponentContext): { name: string; content: string } | undefined {
  return dnsZone?.dns.recordWriter(dnsZone).file;
}
