import { defineMessage, type Position } from '../core/diagnostic';
import { listed } from '../core/text';

/** A zone that a cluster has no way into. */
export const zoneOutOfReach = defineMessage<{
  at: Position | undefined;
  cluster: string;
  provider: string;
  components: readonly string[];
  other: Position;
}>('plan/zone-out-of-reach', {
  reason: 'What a cluster has to show is a token of its own, and that cloud asks others for more.',
  text: ({ at, cluster, provider, components, other }) => ({
    at,
    message: `${listed(components)} of ${cluster} cannot write into a zone of provider "${provider}"`,
    remedy:
      'Keep the zone in the cloud of the cluster or in Route 53, or set `install: false` for them there by an overlay.',
    related: [{ label: 'the zone', at: other }],
  }),
});
