import { defineRule } from '../define-rule';

const WAVE = 'argocd.argoproj.io/sync-wave';

/** The sync wave of an object is a whole number, written as text. */
export const wavesAreIntegers = defineRule({
  name: 'wave-not-integer',
  reason: 'Argo CD takes anything else for wave 0, so that the order of the unit is lost without a word.',
  check(index, find) {
    for (const entry of index.entries) {
      const wave: unknown = entry.object.metadata.annotations?.[WAVE];
      if (wave === undefined || (typeof wave === 'string' && /^-?\d{1,9}$/.test(wave))) continue;
      find(
        entry,
        `metadata.annotations["${WAVE}"]`,
        `is ${JSON.stringify(wave)}`,
        'Write a whole number in quotes, such as "-1".',
      );
    }
  },
});
