import { everyContainer, IMAGE } from '../containers';
import type { PolicyRule } from '../policy-rule';

/** Images are named by digest. */
export const mustPinImageByDigest: PolicyRule = {
  name: 'must-pin-image-by-digest',
  layer: 'registry',
  target: 'pods',
  reason: 'A tag can mean another image tomorrow, and another one in each region.',
  remedy: 'Name the image as "<repository>@sha256:<digest>".',
  validations: [everyContainer(`${IMAGE}.matches('@sha256:[0-9a-f]{64}$')`, 'names its image by no digest')],
};
