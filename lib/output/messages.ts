import { defineMessage } from '../core/diagnostic';

/** Two manifests are one object to the API server of a cluster. */
export const duplicateObject = defineMessage<{
  readonly cluster: string;
  readonly object: string;
  readonly first: string;
  readonly second: string;
}>('output/duplicate-object', {
  reason:
    'Two Applications that hold one object undo each other’s changes for ever, and inside one only the last counts.',
  text: ({ cluster, object, first, second }) => ({
    message:
      first === second
        ? `${object} stands twice in ${first} of cluster '${cluster}'.`
        : `${object} stands in ${first} and in ${second} of cluster '${cluster}'.`,
    remedy: 'Rename one of them, or leave it to one.',
  }),
});

/** Two different things would be one file. */
export const duplicatePath = defineMessage<{
  readonly path: string;
  readonly first: string;
  readonly second: string;
}>('output/duplicate-path', {
  reason: 'The one written last would silently replace the other.',
  text: ({ path, first, second }) => ({
    message: `${first} and ${second} both give the file '${path}'.`,
    remedy: 'Rename one of them.',
  }),
});

/** A name that file systems refuse. */
export const nameTooLong = defineMessage<{
  readonly path: string;
  readonly unit: string;
  readonly limit: number;
}>('output/name-too-long', {
  reason: 'The usual file systems cannot hold such a file, and git could not check it out.',
  text: ({ path, unit, limit }) => ({
    message: `${unit} gives the path '${path}', in which a name has more than ${limit} characters.`,
    remedy: 'Shorten the name of the object.',
  }),
});
