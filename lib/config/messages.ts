import { defineMessage, type Position } from '../core/diagnostic';
import { listed } from '../core/text';

interface Place {
  readonly at: Position;
}

/** The file is no YAML. */
export const yamlSyntax = defineMessage<Place & { problem: string }>('config/yaml-syntax', {
  reason: 'Nothing of a file that cannot be parsed is used.',
  text: ({ at, problem }) => ({
    at,
    message: `this is not valid YAML: ${problem}`,
    remedy: 'Mend it at the caret, or just above.',
  }),
});

/** One key twice in one map. */
export const duplicateKey = defineMessage<Place & { key: string; other: Position }>('config/duplicate-key', {
  reason: 'Parsers disagree on which of the two counts.',
  text: ({ at, key, other }) => ({
    at,
    message: `"${key}" is set twice`,
    remedy: 'Delete one of them.',
    related: [{ label: 'first set here', at: other }],
  }),
});

/** A construct of YAML that the inputs do without. */
export const yamlFeature = defineMessage<Place & { feature: string; remedy: string }>('config/yaml-feature', {
  reason: 'Inputs are plain data, so that a reader sees every value where it stands.',
  text: ({ at, feature, remedy }) => ({ at, message: `${feature} cannot be used here`, remedy }),
});

/** A key that would change how JavaScript objects behave. */
export const unsafeKey = defineMessage<Place & { key: string }>('config/unsafe-key', {
  reason: 'The name is special to the language that Meridian runs on, and data under it would be lost.',
  text: ({ at, key }) => ({ at, message: `the key "${key}" cannot be used`, remedy: 'Choose another name.' }),
});

/** Text with half of a character in it. */
export const halfCharacter = defineMessage<Place>('config/half-character', {
  reason: 'The text holds half of a surrogate pair, which no file can hold as UTF-8.',
  text: ({ at }) => ({
    at,
    message: 'this text ends in the middle of a character',
    remedy: 'Write the whole character, or both of its halves.',
  }),
});

/** A number that is none, or that cannot be held exactly. */
export const badNumber = defineMessage<Place & { value: string }>('config/bad-number', {
  reason:
    'A number that is not finite, or too large to be exact, would not reach the cluster as it is written.',
  text: ({ at, value }) => ({
    at,
    message: `the number ${value} cannot be used`,
    remedy: 'Write a finite number, or put it in quotes where text is meant.',
  }),
});

/** The file holds nothing. */
export const emptyFile = defineMessage<Place>('config/empty-file', {
  reason: 'An empty file declares nothing, and is more likely an accident than a wish.',
  text: ({ at }) => ({ at, message: 'the file is empty', remedy: 'Fill it in, or delete it.' }),
});

/** More than one document. */
export const severalDocuments = defineMessage<Place>('config/several-documents', {
  reason: 'One file declares one thing, so that its name tells what is in it.',
  text: ({ at }) => ({
    at,
    message: 'a second YAML document starts here',
    remedy: 'Move it to a file of its own, or delete it.',
  }),
});

/** The file is larger than any input should be. */
export const fileTooLarge = defineMessage<Place & { characters: number; limit: number }>(
  'config/file-too-large',
  {
    reason: 'An input of this size is an accident: it would slow every run.',
    text: ({ at, characters, limit }) => ({
      at,
      message: `the file has ${characters} characters; at most ${limit} are read`,
      remedy: 'Remove what does not belong in it.',
    }),
  },
);

/** The file is nested deeper than any input should be. */
export const tooDeep = defineMessage<Place & { limit: number }>('config/too-deep', {
  reason: 'Inputs are shallow; a value this deep is an accident or an attack.',
  text: ({ at, limit }) => ({
    at,
    message: `the file is nested more than ${limit} levels deep`,
    remedy: 'Flatten it.',
  }),
});

/** An input that exists and could not be read. */
export const unreadableFile = defineMessage<Place & { problem: string }>('config/unreadable-file', {
  reason: 'A file that cannot be read may hold what the fleet needs, so nothing is written without it.',
  text: ({ at, problem }) => ({
    at,
    message: `the file could not be read: ${problem}`,
    remedy: 'Make it a readable text file, or remove it.',
  }),
});

/** A file that must be there is missing. */
export const missingFile = defineMessage<{ file: string; remedy: string }>('config/missing-file', {
  reason: 'Synth cannot tell what the fleet is without it.',
  text: ({ file, remedy }) => ({ message: `${file} is missing`, remedy }),
});

/** A file where none is expected. */
export const strayFile = defineMessage<Place & { expected: string }>('config/stray-file', {
  reason: 'It would be read by nobody, though its author surely meant something by it.',
  text: ({ at, expected }) => ({
    at,
    message: `${at.file} is not an input`,
    remedy: `Rename it or remove it: ${expected}.`,
  }),
});

/** A key that the schema does not know. */
export const unknownKey = defineMessage<
  Place & { key: string; within: string; suggestion?: string | undefined; known: readonly string[] }
>('config/unknown-key', {
  reason: 'A key that nothing reads would be ignored in silence.',
  text: ({ at, key, within, suggestion, known }) => ({
    at,
    message: `"${key}" is not a field of ${within}`,
    remedy:
      suggestion === undefined ? `Known fields: ${listed(known, 'or')}.` : `Did you mean "${suggestion}"?`,
  }),
});

/** Required fields that are not there. */
export const missingField = defineMessage<Place & { within: string; fields: readonly string[] }>(
  'config/missing-field',
  {
    reason: 'There is no default that would be right for everyone.',
    text: ({ at, within, fields }) => ({
      at,
      message: `${within} lacks ${listed(fields.map((field) => `"${field}"`))}`,
      remedy: `Add ${fields.length === 1 ? 'it' : 'them'}; docs/reference/inputs.md says what each field means.`,
    }),
  },
);

/** A value of the wrong type or form. */
export const invalidValue = defineMessage<
  Place & { path: string; problem: string; value: string; remedy?: string | undefined }
>('config/invalid-value', {
  reason: 'What cannot be read as it is meant must not reach a cluster.',
  text: ({ at, path, problem, value, remedy }) => ({
    at,
    message: `${path}: ${problem}, got ${value}`,
    remedy: remedy ?? 'Write a value of that form; docs/reference/inputs.md describes every field.',
  }),
});

/** The name inside a file and the name of the file differ. */
export const nameDiffers = defineMessage<Place & { name: string; expected: string }>('config/name-differs', {
  reason: 'A reader looks for a thing by the name of its file.',
  text: ({ at, name, expected }) => ({
    at,
    message: `"${name}" stands in ${at.file}, which is the place of "${expected}"`,
    remedy: `Rename the file, or write "${expected}".`,
  }),
});

/** A cluster names a profile that is not there. */
export const unknownProfile = defineMessage<{
  at: Position | undefined;
  name: string;
  suggestion: string | undefined;
  known: readonly string[];
}>('config/unknown-profile', {
  reason: 'A cluster has what its profile says, and nothing is said by one that does not exist.',
  text: ({ at, name, suggestion, known }) => ({
    at,
    message: `there is no cluster profile "${name}"`,
    remedy:
      suggestion === undefined
        ? `Write profiles/clusters/${name}.yaml, or name one of ${listed(known, 'or')}.`
        : `Did you mean "${suggestion}"?`,
  }),
});

/** A field of one cloud in a contract. */
export const cloudField = defineMessage<Place & { key: string; capability: string }>('config/cloud-field', {
  reason:
    'A contract says what the app may do, and each cluster does it in the way of its own cloud; with a mechanism in it the app could run in no other.',
  text: ({ at, key, capability }) => ({
    at,
    message: `"${key}" is the way of one cloud, and a contract names capabilities`,
    remedy: `Say it with ${capability}.`,
  }),
});
