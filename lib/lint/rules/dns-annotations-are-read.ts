import { defineRule } from '../define-rule';
import { ANNOTATED_TYPES, DNS_PREFIXES, dnsAnnotations } from '../dns-record';
import { dnsControllers } from '../dns-controller';

/** A Gateway says where its routes lead to, and nothing else. */
const READ_ON_GATEWAY = 'target';

/** What is written for external-dns is where it looks, under the prefix that it looks for. */
export const dnsAnnotationsAreRead = defineRule({
  name: 'dns-annotation-unread',
  reason:
    'external-dns passes over annotations of another prefix without a word: there is no record, or one without its policy.',
  check(index, find) {
    const prefixes = new Map(
      dnsControllers(index).map(({ entry, annotationPrefix }) => [entry.cluster, annotationPrefix]),
    );
    for (const type of [...ANNOTATED_TYPES, 'Gateway.gateway.networking.k8s.io']) {
      for (const entry of index.ofType(type)) {
        const prefix = prefixes.get(entry.cluster) ?? DNS_PREFIXES[0];
        for (const key in entry.object.metadata.annotations ?? {})
          if (DNS_PREFIXES.some((known) => known !== prefix && key.startsWith(known)))
            find(
              entry,
              `metadata.annotations["${key}"]`,
              `is not read by the external-dns of ${entry.cluster}`,
              `Begin it with ${prefix}`,
            );
        if (!type.startsWith('Gateway.')) continue;
        for (const name of dnsAnnotations(entry).keys())
          if (name !== READ_ON_GATEWAY)
            find(
              entry,
              `metadata.annotations["…/${name}"]`,
              'stands on a Gateway, where only the target is read',
              'Write it on the routes.',
            );
      }
    }
  },
});
