import { defineMessage, type Position } from '../../core/diagnostic';
import type { PolicyExemption } from '../../fleet/fleet';
import type { LintRule } from '../lint';

const message = defineMessage<{ at: Position; exemption: PolicyExemption }>('lint/exemption-expired', {
  severity: 'warning',
  reason:
    'It still holds, because a day that passes must not change what a cluster lets in; but nobody has said that it is needed any longer.',
  text: ({ at, exemption: { rule, namespace, app, owner, expires } }) => ({
    at,
    message: `the exemption of ${namespace}/${app ?? '*'} from ${rule} expired on ${expires}`,
    remedy: `Take it out, or let ${owner} say until when it is needed.`,
  }),
});

/** No exemption outlives its last day without a word. */
export const exemptionsExpire: LintRule = {
  message,
  check({ plan: { fleet }, today }, report) {
    if (today === undefined) return;
    for (const [index, exemption] of fleet.policy.exemptions.entries()) {
      // Days are written so that their order is that of their texts.
      if (exemption.expires >= today) continue;
      const at = fleet.source.at(['policy', 'exemptions', index, 'expires']);
      report(message({ at, exemption }));
    }
  },
};
