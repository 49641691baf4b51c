import { crdFiles } from './crd-files';
import { fetchModule } from './go-modules';
import { EMITTED_KINDS } from './kinds';
import { readKubernetesApi } from './kubernetes-schema';
import { PINS } from './pins';
import { findCrd } from './read-crds';
import { emittedCrds } from './read-sources';
import { customFile, nativeFile, schemaName } from './schema-files';
import { sourcesPage, sourcesRecord } from './sources';

/** Marks the files of a generated folder as such, and keeps their line ends. */
export const ATTRIBUTES = '* linguist-generated text eol=lf\n';

/** The files of the two folders that come from the pinned modules: name to text. */
export interface Generated {
  readonly crds: ReadonlyMap<string, string>;
  readonly schemas: ReadonlyMap<string, string>;
}

/** Generates `crds/` and `schemas/kubernetes/`; needs Go, and downloads the modules that are not in its cache. */
export function generateFromModules(root: string): Generated {
  const crds = emittedCrds(root);
  const api = readKubernetesApi(fetchModule(PINS.kubernetes));
  const schemas = EMITTED_KINDS.map((kind) => {
    const schema =
      kind.from === 'kubernetes' ? nativeFile(api, kind) : customFile(api, kind, findCrd(crds, kind));
    return [schemaName(kind.group, kind.version, kind.kind), `${JSON.stringify(schema, null, 1)}\n`] as const;
  });
  return {
    crds: new Map([
      ['.gitattributes', ATTRIBUTES],
      ['SOURCES.json', sourcesRecord(root)],
      ['SOURCES.md', sourcesPage()],
      ...crdFiles(crds),
    ]),
    schemas: new Map([['.gitattributes', ATTRIBUTES], ...schemas]),
  };
}
