import { everyContainer, IMAGE } from '../containers';
import type { PolicyRule } from '../policy-rule';

/** No image is called "latest", said or unsaid. */
export const mustNotUseLatest: PolicyRule = {
  name: 'must-not-use-latest',
  layer: 'registry',
  target: 'pods',
  reason: 'Nobody can tell which version runs, and two nodes may run two.',
  remedy: 'Name a version or a digest, and no tag "latest".',
  validations: [
    everyContainer(
      `${IMAGE}.matches('[:@][^/]+$') && !${IMAGE}.matches(':latest(@|$)')`,
      'uses the latest image',
    ),
  ],
};
