import { textOf, valueAt } from '../../core/json';
import { ISTIO_NAMESPACE } from '../../plan/names';
import { defineRule } from '../define-rule';
import { controlPlanes } from '../mesh-chart';

const CA_SECRET = 'cacerts';

/** Every control plane of a mesh of several clusters is given the CA that it signs with. */
export const controlPlanesShareARoot = defineRule({
  name: 'mesh-without-root',
  reason:
    'An istiod without the Secret makes a root of its own, and its pods and those of other clusters believe each other no more.',
  check(index, find) {
    const planes = controlPlanes(index);
    if (planes.size < 2) return;
    for (const [cluster, { entry }] of planes) {
      const secrets = index.within('Secret', cluster, ISTIO_NAMESPACE);
      const external = index.within('ExternalSecret.external-secrets.io', cluster, ISTIO_NAMESPACE);
      const names = [
        ...secrets.map(({ name }) => name),
        ...external.map(({ object, name }) => textOf(valueAt(object, 'spec', 'target', 'name')) ?? name),
      ];
      if (!names.includes(CA_SECRET))
        find(
          entry,
          'spec',
          `is of an istiod that no Secret ${CA_SECRET} is made for`,
          `Add an ExternalSecret ${CA_SECRET} in ${ISTIO_NAMESPACE} with an intermediate CA below the common root.`,
        );
    }
  },
});
