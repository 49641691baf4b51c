import type { Unit } from '../compile/unit';
import { textOf, valueAt } from '../core/json';
import type { Manifest } from '../core/manifest';
import { sortedBy } from '../core/text';
import { chartsOf } from './chart-projects';

/** What the registries of the region must hold before the tree can be applied: a section of the bootstrap page, if anything. */
export function mirrorNeeds(units: readonly Unit[]): readonly string[] {
  const sources = chartsOf(units).map(sourceOf);
  if (sources.length === 0) return [];
  const rows = sortedBy(new Map(sources.map((source) => [rowOf(source), source])), ([row]) => row);
  const artifacts = rows.flatMap(([, source]) => (source.chart === undefined ? [source] : []));
  return [
    `### What the mirror must hold

Argo CD takes charts from the registry of this region alone, and their values name images there, below the same path without
\`/charts\`. Where it asks for credentials, Argo CD needs them in a repository Secret of type \`helm\` with \`enableOCI: "true"\`, and
the nodes must be able to pull.

${rows.map(([row]) => row).join('\n')}${artifacts.map(howToMake).join('')}`,
  ];
}

interface Source {
  readonly chart: string | undefined;
  readonly repository: string;
  readonly version: string;
}

function sourceOf(application: Manifest): Source {
  const text = (field: string): string | undefined => textOf(valueAt(application, 'spec', 'source', field));
  return {
    chart: text('chart'),
    repository: text('repoURL') ?? '',
    version: text('targetRevision') ?? '',
  };
}

function rowOf({ chart, repository, version }: Source): string {
  const place = chart === undefined ? repository.replace('oci://', '') : `${repository}/${chart}`;
  return `* \`${place}:${version}\``;
}

/** Argo CD wants one layer, packed; a folder is pushed so, and a single file is not. */
function howToMake({ repository, version }: Source): string {
  const place = repository.replace('oci://', '');
  return `

\`gateway-api\` is no chart: upstream has none. It is an artifact of one layer with the manifests of the release, and where
credentials are asked for, its repository Secret is of type \`oci\`:

\`\`\`sh
mkdir gateway-api
curl -L -o gateway-api/standard-install.yaml \\
  https://github.com/kubernetes-sigs/gateway-api/releases/download/${version}/standard-install.yaml
oras push ${place}:${version} gateway-api
\`\`\``;
}
