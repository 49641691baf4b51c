import { sortedBy } from '../../lib/core/text';
import { crdFiles } from './crd-files';
import { fetchModule } from './go-modules';
import { EMITTED_KINDS } from './kinds';
import { readKubernetesApi } from './kubernetes-schema';
import { PINS } from './pins';
import { findCrd } from './read-crds';
import { emittedCrds } from './read-sources';
import { customFile, nativeFile, schemaPath } from './schema-files';
import { sourcesPage, sourcesRecord } from './sources';

const ATTRIBUTES = '* linguist-generated text eol=lf\n';

/**
 * All that is generated from the pinned modules, as path below the repository to text: `crds/` and
 * `schemas/kubernetes/`. Needs Go, and downloads the modules that are not in its cache.
 */
export function generateFromModules(root: string): ReadonlyMap<string, string> {
  const crds = emittedCrds(root);
  const api = readKubernetesApi(fetchModule(PINS.kubernetes));
  const schemas = EMITTED_KINDS.map((kind) => {
    const schema =
      kind.from === 'kubernetes' ? nativeFile(api, kind) : customFile(api, kind, findCrd(crds, kind));
    return [schemaPath(kind.group, kind.version, kind.kind), `${JSON.stringify(schema, null, 1)}\n`] as const;
  });
  return new Map([
    ['crds/.gitattributes', ATTRIBUTES],
    ['crds/SOURCES.json', sourcesRecord(root)],
    ['crds/SOURCES.md', sourcesPage()],
    ...crdFiles(crds),
    ['schemas/kubernetes/.gitattributes', ATTRIBUTES],
    ...sortedBy(schemas, ([path]) => path),
  ]);
}
