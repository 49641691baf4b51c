import { defineMessage, type Position } from '../core/diagnostic';
import { listed } from '../core/text';

/** A resources.ts that is no TypeScript. */
export const resourcesSyntax = defineMessage<{ readonly at: Position; readonly problem: string }>(
  'resources/syntax',
  {
    reason: 'Nothing of a file that cannot be compiled is used, so nothing of the app can be written.',
    text: ({ at, problem }) => ({
      at,
      message: `this does not compile: ${problem}`,
      remedy: 'Mend the code at the caret.',
    }),
  },
);

/** A resources.ts that imports what it may not. */
export const resourcesImport = defineMessage<{
  readonly at: Position;
  readonly name: string;
  readonly allowed: readonly string[];
}>('resources/import', {
  reason:
    'What a resources.ts gives may depend on its arguments alone, so that the same inputs give the same bytes everywhere.',
  text: ({ at, name, allowed }) => ({
    at,
    message: `resources.ts may not import ${JSON.stringify(name)}`,
    remedy: `Import from ${allowed.map((known) => JSON.stringify(known)).join(', ')} only.`,
  }),
});

/** A resources.ts that fails while it is loaded, or gives no function. */
export const resourcesLoad = defineMessage<{ readonly at: Position; readonly problem: string }>(
  'resources/load',
  {
    reason: 'Meridian calls the function once for each cluster, and there is none to call.',
    text: ({ at, problem }) => ({
      at,
      message: `this module gives no function "resources": ${problem}`,
      remedy: 'Write `export function resources(scope: Construct, props: ResourcesProps): void { … }`.',
    }),
  },
);

/** An output that would lie among the inputs, or around them. */
export const outputAmongInputs = defineMessage<{ readonly out: string; readonly inputs: string }>(
  'command/output-among-inputs',
  {
    reason: 'The next run would take the output for inputs, and refuse every file of it.',
    text: ({ out, inputs }) => ({
      message: `the output ${out} and the inputs in ${inputs} would lie in one another`,
      remedy: 'Name another folder with --out; a folder beside "clusters" and "apps" will do.',
    }),
  },
);

/** A name on the command line that means nothing here. */
export const unknownName = defineMessage<{
  readonly what: string;
  readonly name: string;
  readonly suggestion: string | undefined;
  readonly known: readonly string[];
}>('command/unknown-name', {
  reason: 'The command would do nothing, or not what was meant.',
  text: ({ what, name, suggestion, known }) => ({
    message: `there is no ${what} "${name}"`,
    remedy:
      suggestion === undefined
        ? `Known: ${listed(known.slice(0, 12), 'or') || 'none'}${known.length > 12 ? ', and more' : ''}.`
        : `Did you mean "${suggestion}"?`,
  }),
});

/** An app that cannot go, because another one names it. */
export const stillNamed = defineMessage<{
  readonly at: Position;
  readonly app: string;
  readonly other: string;
  readonly relation: 'calls it' | 'lets it call';
}>('command/still-named', {
  reason: 'Its declaration would point at nothing, and its calls would fail as soon as the app is gone.',
  text: ({ at, app, other, relation }) => ({
    at,
    message: `${app} cannot be removed: ${other} ${relation}`,
    remedy: `Take the call out of apps/${other}/app.yaml and apps/${app}/app.yaml first, and let that reach every cluster.`,
  }),
});

/** A namespace that cannot go, because apps live in it. */
export const namespaceUsed = defineMessage<{
  readonly at: Position;
  readonly namespace: string;
  readonly app: string;
}>('command/namespace-used', {
  reason: 'Removing a namespace deletes everything that is in it.',
  text: ({ at, namespace, app }) => ({
    at,
    message: `the namespace ${namespace} cannot be removed: ${app} uses it`,
    remedy: `Run \`meridian remove app ${app}\` first.`,
  }),
});

/** An app that is to go from a cluster in which it is declared. */
export const stillPlaced = defineMessage<{
  readonly at: Position;
  readonly app: string;
  readonly cluster: string;
}>('command/still-placed', {
  reason: 'What is declared is written; a tombstone beside it has no effect.',
  text: ({ at, app, cluster }) => ({
    at,
    message: `${app} cannot be removed from ${cluster} alone: it, or a caller of it, is declared to run there`,
    remedy:
      'Narrow its regions or clusters first, or leave out --cluster to remove the app from the whole fleet.',
  }),
});

/** A namespace that is gone already. */
export const namespaceGone = defineMessage<{ readonly namespace: string }>('command/namespace-gone', {
  reason: 'It has no step left to go.',
  text: ({ namespace }) => ({
    message: `the namespace ${namespace} is removed already`,
    remedy: `Once every cluster has synced that, run \`meridian tombstones --drop namespace/${namespace}\`.`,
  }),
});

/** An app of which nothing goes that its project would stop permitting. */
export const nothingWithdrawn = defineMessage<{ readonly app: string }>('command/nothing-withdrawn', {
  reason: 'A tombstone that permits nothing more misleads whoever reads it.',
  text: ({ app }) => ({
    message: `the output holds no kind of ${app} that its project would no longer permit`,
    remedy: 'Run `meridian synth`; it refuses where something has to be written down first.',
  }),
});

/** An input that lies where a command would have to write, and is no plain file. */
export const inputBlocked = defineMessage<{ readonly path: string; readonly problem: string }>(
  'command/input-blocked',
  {
    reason:
      'Inputs are replaced as whole, plain files inside the root, so that a link cannot make a command write elsewhere.',
    text: ({ path, problem }) => ({
      message: `'${path}' cannot be changed: ${problem}`,
      remedy: 'Make it a plain file in a plain folder that you may write to, and run the command again.',
    }),
  },
);

/** A root that is no folder. */
export const rootUnreadable = defineMessage<{ readonly root: string; readonly problem: string }>(
  'command/root-unreadable',
  {
    reason: 'Without its folder nothing is known of the fleet.',
    text: ({ root, problem }) => ({
      message: `the root '${root}' cannot be read: ${problem}`,
      remedy: 'Run Meridian in the root of a fleet, or name it with --root.',
    }),
  },
);
