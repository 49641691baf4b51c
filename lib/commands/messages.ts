import { defineMessage, type Position } from '../core/diagnostic';

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
