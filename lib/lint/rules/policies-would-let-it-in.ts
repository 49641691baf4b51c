import { refusalRule } from '../refusal-message';

/** What a policy only notes or warns about is known before its ring denies. */
export const policiesWouldLetItIn = refusalRule({
  name: 'policy-noted',
  severity: 'warning',
  reason: 'The object is let in while the ring only notes or warns, and refused as soon as it denies.',
  verb: 'would refuse',
  concerns: (actions) => !actions.includes('Deny'),
});
