import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { CATALOGUE } from '../../../lib/catalogue';
import { fieldsOf } from '../../../scripts/generate/fields';
import { generatedFiles } from '../../../scripts/generate/generated-files';
import { INPUT_FILES } from '../../../scripts/generate/input-schemas';

const root = join(__dirname, '../../..');

function sourcesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}

describe('generated files', () => {
  it.each([...generatedFiles()])('%s is what `npm run generate` writes', (path, text) => {
    expect(readFileSync(join(root, path), 'utf8')).toBe(text);
  });
});

describe('the reference of the inputs', () => {
  const fields = INPUT_FILES.flatMap((file) =>
    fieldsOf(file).map((field) => ({ name: `${file.name}: ${field.path}`, field })),
  );

  it('has a description of every field', () => {
    expect(
      fields.filter(({ field }) => field.node.description === undefined).map(({ name }) => name),
    ).toEqual([]);
  });

  it('has an example of every field that holds a value', () => {
    const leaves = fields.filter(({ field }) => {
      const inner = fields.some(
        (other) =>
          /^[.[]/.test(other.field.path.slice(field.path.length)) && other.field.path.startsWith(field.path),
      );
      return field.sameAs === undefined && !inner;
    });
    expect(leaves.length).toBeGreaterThan(80);
    expect(leaves.filter(({ field }) => field.example === undefined).map(({ name }) => name)).toEqual([]);
  });

  it('has only examples that are valid', () => {
    const ajv = new Ajv({ strict: false });
    const wrong = fields.filter(
      ({ field }) => field.example !== undefined && !ajv.validate(field.node, field.example),
    );
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });
});

describe('the catalogue of messages', () => {
  const codes = CATALOGUE.map(({ code }) => code);

  it('holds every code that is defined', () => {
    const texts = ['lib', 'bin'].flatMap(sourcesBelow);
    const defined = texts.flatMap((text) =>
      [...text.matchAll(/defineMessage(?:<[^(]*>)?\(\s*'([^']+)'/g)].map((match) => match[1]),
    );
    expect(defined.length).toBeGreaterThan(60);
    expect(defined.filter((code) => !codes.includes(code ?? ''))).toEqual([]);
  });

  it('holds no code twice', () => {
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
  });
});
