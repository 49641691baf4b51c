import { listed } from '../../core/text';
import type { Cluster } from '../../fleet/fleet';
import { textOf } from '../../core/json';
import { defineRule } from '../define-rule';
import type { LintIndex } from '../lint-index';

const PINNED = /@sha256:[0-9a-f]{64}$/;

/** Images are named by digest, and come from the registry that the fleet names for the cluster's region. */
export const imagesArePinned = defineRule({
  name: 'image-not-pinned',
  reason: 'A tag can mean another image tomorrow, and one from elsewhere is neither mirrored nor checked.',
  check(index, find) {
    const hostsOf = new Map([...index.clusters].map(([id, cluster]) => [id, registriesOf(cluster, index)]));
    for (const { entry, containers } of index.podTemplates) {
      const hosts = hostsOf.get(entry.cluster) ?? [];
      for (const { container, field } of containers) {
        const image = textOf(container['image']) ?? '';
        if (!PINNED.test(image)) {
          find(
            entry,
            `${field}.image`,
            `is "${image}", which names no digest`,
            'Name the image as "<repository>@sha256:<digest>".',
          );
        }
        if (!hosts.some((host) => image.startsWith(`${host}/`))) {
          const known = listed(hosts, 'or');
          find(
            entry,
            `${field}.image`,
            `is "${image}", which is not in a registry of the fleet for this region`,
            `Pull it from ${known}, or add its registry to fleet.yaml.`,
          );
        }
      }
    }
  },
});

function registriesOf({ region }: Cluster, { plan }: LintIndex): readonly string[] {
  return plan.fleet.source.value.registries.map(({ host, mirrors }) => mirrors[region] ?? host);
}
