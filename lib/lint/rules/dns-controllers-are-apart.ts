import { defineRule } from '../define-rule';
import { dnsControllers, type DnsController } from '../dns-controller';

/** Each external-dns knows its own records from those of the others, and says what it may do. */
export const dnsControllersAreApart = defineRule({
  name: 'dns-owner-shared',
  reason:
    "By its owner id an external-dns knows what it may change: two of one id delete each other's records, and two prefixes of ownership records hide them from each other.",
  check(index, find) {
    const owners = new Map<string, DnsController>();
    const controllers = dnsControllers(index);
    for (const controller of controllers) {
      const { entry, field, ownerId, policy, txtPrefix } = controller;
      const owner = ownerId === undefined ? undefined : owners.get(ownerId);
      if (ownerId === undefined)
        find(entry, field, 'name no owner id', 'Set txt-owner-id to the id of the cluster.');
      else if (owner === undefined) owners.set(ownerId, controller);
      else
        find(
          entry,
          field,
          `name the owner "${ownerId}", as those of ${owner.entry.cluster} do`,
          'Set txt-owner-id to the id of the cluster.',
        );
      if (policy === undefined)
        find(
          entry,
          field,
          'name no policy, without which it does not start',
          'Set it to sync, so that draining removes records.',
        );
      if (txtPrefix !== controllers[0]?.txtPrefix)
        find(
          entry,
          field,
          `name the txt-prefix "${txtPrefix}", and those of ${controllers[0]?.entry.cluster} another one`,
          'Give it the same value in every cluster.',
        );
    }
  },
});
