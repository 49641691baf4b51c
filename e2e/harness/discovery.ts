/** One kind of object as an API server offers it. */
export interface ResourceType {
  readonly apiVersion: string;
  readonly kind: string;
  /** Plural name in paths. */
  readonly plural: string;
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
}

/** What an API server offers. */
export interface Discovery {
  /** Looks a kind up, asking again where it is not known yet; throws where the server does not offer it. */
  readonly find: (apiVersion: string, kind: string) => Promise<ResourceType>;
  /** Every kind that can be listed, at the version that the server prefers for its group; where that lacks it, at another. */
  readonly listable: () => Promise<readonly ResourceType[]>;
  /** Path of a collection or, with a name, of one object. */
  readonly path: (type: ResourceType, namespace?: string, name?: string) => string;
}

interface ResourceList {
  readonly groupVersion: string;
  readonly resources: readonly {
    readonly name: string;
    readonly kind: string;
    readonly namespaced: boolean;
    readonly verbs: readonly string[];
  }[];
}

interface Version {
  readonly groupVersion: string;
}

interface GroupList {
  readonly groups: readonly { readonly preferredVersion: Version; readonly versions: readonly Version[] }[];
}

function basePath(apiVersion: string): string {
  return apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}

function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
}

function typesOf(list: ResourceList): readonly ResourceType[] {
  return list.resources
    .filter((resource) => !resource.name.includes('/'))
    .map((resource) => ({
      apiVersion: list.groupVersion,
      kind: resource.kind,
      plural: resource.name,
      namespaced: resource.namespaced,
      verbs: resource.verbs,
    }));
}

/** Path of a collection or, with a name, of one object; the default namespace where a namespaced object names none. */
export function resourcePath(type: ResourceType, namespace?: string, name?: string): string {
  const place = name !== undefined && type.namespaced ? (namespace ?? 'default') : namespace;
  const within = type.namespaced && place !== undefined ? `/namespaces/${encodeURIComponent(place)}` : '';
  const end = name === undefined ? '' : `/${encodeURIComponent(name)}`;
  return `${basePath(type.apiVersion)}${within}/${type.plural}${end}`;
}

/** Makes the discovery of one API server; what was learned is kept until a kind is asked for that is not in it. */
export function createDiscovery(readJson: (path: string) => Promise<unknown>): Discovery {
  const known = new Map<string, readonly ResourceType[]>();
  const read = async (apiVersion: string): Promise<readonly ResourceType[]> => {
    const types = typesOf((await readJson(basePath(apiVersion))) as ResourceList);
    known.set(apiVersion, types);
    return types;
  };
  const pick = (types: readonly ResourceType[] | undefined, kind: string): ResourceType | undefined =>
    types?.find((type) => type.kind === kind);
  return {
    async find(apiVersion, kind) {
      const type = pick(known.get(apiVersion), kind) ?? pick(await read(apiVersion), kind);
      if (type === undefined) throw new Error(`the API server offers no ${kind} in ${apiVersion}`);
      return type;
    },
    async listable() {
      const groups = (await readJson('/apis')) as GroupList;
      const versions = groups.groups.flatMap((group) => [group.preferredVersion, ...group.versions]);
      const names = ['v1', ...new Set(versions.map(({ groupVersion }) => groupVersion))];
      const types = (await Promise.all(names.map(read))).flat();
      const found = new Map<string, ResourceType>();
      for (const type of types.filter(({ verbs }) => verbs.includes('list') && verbs.includes('get'))) {
        const key = `${groupOf(type.apiVersion)} ${type.kind}`;
        if (!found.has(key)) found.set(key, type);
      }
      return [...found.values()];
    },
    path: resourcePath,
  };
}
