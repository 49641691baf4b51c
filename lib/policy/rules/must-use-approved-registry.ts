import { everyContainer, IMAGE } from '../containers';
import { listParameter, PARAMETER } from '../parameters';
import type { PolicyRule } from '../policy-rule';

/** Images come from a registry of the fleet, as the cluster's region reaches it. */
export const mustUseApprovedRegistry: PolicyRule = {
  name: 'must-use-approved-registry',
  layer: 'registry',
  target: 'pods',
  reason: 'An image from elsewhere is neither mirrored nor checked, and gone when its registry is.',
  remedy: "Pull it from the mirror of the cluster's region, or add its registry to fleet.yaml.",
  variables: [{ name: 'registries', expression: listParameter(PARAMETER.registries) }],
  validations: [
    everyContainer(
      // A name with no slash at its end would let in every host that only begins like it.
      `variables.registries.exists(r, r.endsWith('/') && ${IMAGE}.startsWith(r))`,
      'is not from an approved registry',
    ),
  ],
};
