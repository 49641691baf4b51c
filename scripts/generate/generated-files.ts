import { errorsPage } from './errors-page';
import { INPUT_FILES, inputSchema } from './input-schemas';
import { referencePage } from './reference-page';

/** Every generated file that follows from our own sources, by its path in the repository. */
export function generatedFiles(): ReadonlyMap<string, string> {
  const schemas = INPUT_FILES.map(({ name, schema }): [string, string] => [
    `schemas/inputs/${name}.schema.json`,
    editorSchema(inputSchema(schema)),
  ]);
  return new Map([
    ...schemas,
    ['docs/reference/inputs.md', referencePage()],
    ['docs/errors.md', errorsPage()],
  ]);
}

function editorSchema(schema: object): string {
  const text = JSON.stringify(schema, (key, value: unknown) => (key === 'x-form' ? undefined : value), 2);
  return `${text}\n`;
}
