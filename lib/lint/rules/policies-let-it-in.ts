import { refusalRule } from '../refusal-message';

/** No cluster is given an object that its own policies refuse. */
export const policiesLetItIn = refusalRule({
  name: 'policy-refused',
  severity: 'error',
  reason: 'The API server would refuse the object, and the sync of its unit would fail until it is changed.',
  verb: 'refuses',
  concerns: (actions) => actions.includes('Deny'),
});
