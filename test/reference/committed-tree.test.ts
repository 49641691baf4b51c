import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Manifest } from '../../lib/core/manifest';
import { mutateObject } from '../support/mutate-object';
import { REPOSITORY, synthesizeReference } from '../support/reference';
import { schemaOf, validateObject } from '../support/validate-object';

const DIST = join(REPOSITORY, 'dist');
const files = readdirSync(DIST, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(DIST.length + 1))
  .sort();
const manifests = files.filter((file) => file.endsWith('.yaml') && !/^[^/]+\/units\//.test(file));
const read = (file: string): Manifest => parse(readFileSync(join(DIST, file), 'utf8')) as Manifest;

describe('dist/', () => {
  it('is exactly what synth writes', () => {
    const { output } = synthesizeReference();
    expect([...output.keys()].sort()).toEqual(files);
    const differing = files.filter((file) => readFileSync(join(DIST, file), 'utf8') !== output.get(file));
    expect(differing).toEqual([]);
  });

  it('holds objects that are strictly valid, every one', () => {
    const invalid = manifests
      .map((file) => [file, validateObject(read(file))])
      .filter(([, problems]) => problems?.length !== 0);
    expect(invalid).toEqual([]);
    expect(manifests.length).toBeGreaterThan(300);
  });

  it('would not pass with a mistake planted anywhere: one of each kind, every leaf', () => {
    const ofKind = new Map(
      manifests.map(read).map((object) => [`${object.apiVersion} ${object.kind}`, object]),
    );
    expect(ofKind.size).toBeGreaterThan(18);
    for (const [kind, object] of ofKind) {
      const mutations = mutateObject(object, schemaOf(object.apiVersion, object.kind) ?? {});
      expect([kind, mutations.length > 5]).toEqual([kind, true]);
      const missed = mutations
        .filter((mutation) => validateObject(mutation.object).length === 0)
        .map(({ mistake, path }) => `${mistake} at ${path}`);
      expect([kind, missed]).toEqual([kind, []]);
    }
  });
});
