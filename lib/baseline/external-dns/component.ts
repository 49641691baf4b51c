import type { JsonObject } from '../../core/manifest';
import type { DnsZone } from '../../fleet/fleet';
import type { RecordWriter } from '../../providers/dns/dns';
import { controllerMarks, type Controller } from '../../plan/controllers';
import { ARGOCD_NAMESPACE, CHART_UNITS_PROJECT, EXTERNAL_DNS_NAMESPACE } from '../../plan/names';
import { carriedToken, zoneController } from '../../plan/zone/zone-access';
import {
  hasExternalDns,
  RECORD_SETTINGS,
  recordsWanted,
  type RecordsWanted,
} from '../../plan/zone/zone-components';
import { buildChartApplication, vendorChart } from '../chart-application';
import type { Component, ComponentContext } from '../component';
import { tokenParts } from '../token-parts';

/** Also the name of its service account. */
const NAME = 'external-dns';
const SETTINGS_FOLDER = '/etc/external-dns';

/** Who writes the records that the entry needs, and no other: those of this cluster, by its own id as the owner. */
export const externalDns: Component = {
  name: NAME,
  namespace: ARGOCD_NAMESPACE,
  project: CHART_UNITS_PROJECT,
  isIn: ({ fleet, cluster }) => hasExternalDns(fleet, cluster),
  controller: controllerOf,
  build(scope, context) {
    const { fleet, cluster } = context;
    const wanted = recordsWanted(fleet, cluster);
    const controller = controllerOf(context);
    if (fleet.dnsZone === undefined || wanted === undefined || controller === undefined) return;
    const { chart, images } = vendorChart(context, NAME, cluster.baseline[NAME].path);
    buildChartApplication(scope, context, {
      release: NAME,
      ...chart,
      namespace: EXTERNAL_DNS_NAMESPACE,
      values: {
        image: { repository: `${images}/external-dns` },
        priorityClassName: 'tier-1',
        txtOwnerId: cluster.id,
        ...recordValues(fleet.dnsZone, wanted),
        ...podValues(context, controller, fleet.dnsZone),
      },
    });
  },
};

function controllerOf({ fleet, cluster }: ComponentContext): Controller | undefined {
  return zoneController(fleet, cluster, NAME, ['change-records', 'list-zones']);
}

/** With `sync`, a drained cluster loses its record; the prefix of annotations is said because releases differ in it. */
function recordValues(zone: DnsZone, { sources, domain }: RecordsWanted): JsonObject {
  const { provider, flags, file } = zone.dns.recordWriter(zone);
  return {
    provider: { name: provider },
    sources: [...sources],
    policy: 'sync',
    registry: 'txt',
    domainFilters: [domain],
    annotationPrefix: 'external-dns.kubernetes.io/',
    extraArgs: {
      ...flags,
      ...(file === undefined ? {} : { [file.flag]: `${SETTINGS_FOLDER}/${file.name}` }),
    },
  };
}

function podValues({ cluster }: ComponentContext, controller: Controller, zone: DnsZone): JsonObject {
  const { serviceAccountAnnotations, podLabels } = controllerMarks(cluster, controller);
  const token = carriedToken(cluster, controller);
  const parts = token && tokenParts(token);
  const settings = settingsParts(zone.dns.recordWriter(zone));
  return {
    ...(token === undefined ? { serviceAccount: { annotations: serviceAccountAnnotations }, podLabels } : {}),
    env: [...(parts?.variables ?? [])],
    extraVolumes: [...(parts?.volumes ?? []), ...settings.volumes],
    extraVolumeMounts: [...(parts?.mounts ?? []), ...settings.mounts],
  };
}

function settingsParts({ file }: RecordWriter): { volumes: JsonObject[]; mounts: JsonObject[] } {
  if (file === undefined) return { volumes: [], mounts: [] };
  return {
    volumes: [{ name: RECORD_SETTINGS, configMap: { name: RECORD_SETTINGS } }],
    mounts: [{ name: RECORD_SETTINGS, mountPath: SETTINGS_FOLDER, readOnly: true }],
  };
}
