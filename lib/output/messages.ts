import { defineMessage } from '../core/diagnostic';
import { counted } from '../core/text';
import type { EntryKind } from './file-system';

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
        ? `${object} stands twice in ${first} of cluster '${cluster}'`
        : `${object} stands in ${first} and in ${second} of cluster '${cluster}'`,
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
    message: `${first} and ${second} both give the file '${path}'`,
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
    message: `${unit} gives the path '${path}', in which a name has more than ${limit} characters`,
    remedy: 'Shorten the name of the object.',
  }),
});

/** A file that is not ours lies where Argo CD reads. */
export const foreignReconciled = defineMessage<{ readonly path: string }>('output/foreign-reconciled', {
  reason: 'Argo CD applies what lies in this folder, or fails on it and stops syncing all beside it.',
  text: ({ path }) => ({
    message: `'${path}' lies in a folder that Argo CD reconciles, and synth did not write it`,
    remedy: 'Move it elsewhere; what a cluster needs comes from the inputs, or from an app’s resources.ts.',
  }),
});

/** A file that is not ours lies in the output. */
export const foreignFile = defineMessage<{ readonly path: string }>('output/foreign-file', {
  severity: 'warning',
  reason: 'Synth neither updates nor removes what it did not write.',
  text: ({ path }) => ({
    message: `'${path}' lies in the output, and synth did not write it; it is left alone`,
    remedy: 'Move it elsewhere, so that the output is all generated.',
  }),
});

/** A file that is not ours lies where one of ours belongs. */
export const fileNotOurs = defineMessage<{ readonly path: string }>('output/file-not-ours', {
  reason: 'Synth never overwrites what it did not write.',
  text: ({ path }) => ({
    message: `'${path}' is to be written, but a file with other content lies there that no ownership list names`,
    remedy:
      'Move that file away, or bring back the list .owned of its cluster, where a run that was undone has lost it.',
  }),
});

/** Something else than a folder or a plain file lies on the way to a file. */
export const pathBlocked = defineMessage<{
  readonly by: string;
  readonly kind: EntryKind;
  /** How many files are to be written below it; 0 where it lies in the place of one. */
  readonly below: number;
}>('output/path-blocked', {
  reason:
    'Synth follows no link and replaces nothing but plain files, so that it cannot write outside its output.',
  text: ({ by, kind, below }) => ({
    message:
      below === 0
        ? `'${by}' cannot be written, as it is ${KIND_NOUNS[kind]}`
        : `'${by}' is ${KIND_NOUNS[kind]}, and ${counted(below, 'file')} ${below === 1 ? 'is' : 'are'} to be written below it`,
    remedy: `Remove '${by}'.`,
  }),
});

/** The output root itself is no folder. */
export const rootBlocked = defineMessage<{ readonly root: string; readonly kind: EntryKind }>(
  'output/root-blocked',
  {
    reason: 'Synth follows no link, so that a link in the repository cannot make it write elsewhere.',
    text: ({ root, kind }) => ({
      message: `the output '${root}' is ${KIND_NOUNS[kind]}`,
      remedy:
        kind === 'symlink'
          ? 'Give the folder that it points to as the output.'
          : 'Remove it, or give another output.',
    }),
  },
);

/** A line of an ownership list that no run wrote. */
export const unsafeOwnedLine = defineMessage<{ readonly list: string; readonly line: string }>(
  'output/unsafe-owned-line',
  {
    severity: 'warning',
    reason: 'Synth deletes only plain files inside the folder of the list, whatever the list says.',
    text: ({ list, line }) => ({
      message: `'${list}' names ${JSON.stringify(line)}, which is no file that synth may delete; the line is dropped`,
      remedy: 'Find out who changed the list: it is written by synth alone.',
    }),
  },
);

/** A run would delete much of a cluster. */
export const massDeletion = defineMessage<{
  readonly cluster: string;
  readonly removed: number;
  readonly total: number;
}>('output/mass-deletion', {
  reason:
    'Argo CD prunes from the cluster what is deleted here, and a mistake in the inputs looks just like this.',
  text: ({ cluster, removed, total }) => ({
    message: `${removed} of the ${counted(total, 'file')} of '${cluster}' would be deleted, which is more than a third`,
    remedy: 'Look at the inputs; if this is meant, run again with --allow-mass-delete.',
  }),
});

/** The system refused to read or write. */
export const ioFailed = defineMessage<{
  readonly operation: string;
  readonly path: string;
  readonly code: string;
}>('output/io-failed', {
  reason:
    'The output may be partly old and partly new; each file is whole, and the next run finishes the work.',
  text: ({ operation, path, code }) => ({
    message: `the system refused '${operation}' on '${path}' with ${code}`,
    remedy: 'Mend permissions, space or the disk, and run again.',
  }),
});

const KIND_NOUNS: Readonly<Record<EntryKind, string>> = {
  file: 'a file',
  directory: 'a folder',
  symlink: 'a symbolic link',
  other: 'a device, pipe or socket',
};
