import { everyContainer, IMAGE } from '../containers';
import { listParameter, PARAMETER } from '../parameters';
import type { PolicyRule } from '../policy-rule';

/** Images that were found to be bad do not start again. */
export const mustNotUseBlockedDigest: PolicyRule = {
  name: 'must-not-use-blocked-digest',
  layer: 'registry',
  target: 'pods',
  reason: 'The image was blocked in fleet.yaml because of an incident.',
  remedy:
    'Put a release with another digest into releases.yaml, or take the digest out of policy.blockedDigests.',
  isSwitch: true,
  variables: [{ name: 'blocked', expression: listParameter(PARAMETER.blockedDigests) }],
  validations: [
    everyContainer(
      `!variables.blocked.exists(d, d != '' && ${IMAGE}.endsWith('@' + d))`,
      'uses a blocked image',
      'all',
    ),
  ],
};
