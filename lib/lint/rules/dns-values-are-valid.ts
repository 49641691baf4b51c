import { defineRule } from '../define-rule';
import { dnsRecords } from '../dns-record';

const LARGEST_WEIGHT = 255;
const ADDRESS = /^(\d+\.){3}\d+$|:/;

/** Weights are numbers, and an address that is one of several is watched. */
export const dnsValuesAreValid = defineRule({
  name: 'dns-value',
  reason:
    'external-dns takes what is no number for weight 0, which drains the region, and Route 53 goes on answering with a plain address that is dead.',
  check(index, find) {
    for (const { entry, name, settings, policies, targets, fieldOf } of dnsRecords(index)) {
      const weight = settings.get('weight');
      if (weight !== undefined && !(/^\d+$/.test(weight) && Number(weight) <= LARGEST_WEIGHT))
        find(
          entry,
          fieldOf('weight'),
          `of ${name} is "${weight}"`,
          `Write a whole number from 0 to ${LARGEST_WEIGHT}.`,
        );
      const plain = targets.find((target) => ADDRESS.test(target));
      if (plain !== undefined && policies.length > 0 && !settings.has('health-check-id'))
        find(
          entry,
          fieldOf('health-check-id'),
          `of ${name} is missing, and the target is the address ${plain}`,
          'Name a health check, or the host name of a load balancer as the target.',
        );
    }
  },
});
