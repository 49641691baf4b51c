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
  /** Every kind that can be listed, each group at the version that the server prefers. */
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

interface GroupList {
  readonly groups: readonly { readonly preferredVersion: { readonly groupVersion: string } }[];
}

function basePath(apiVersion: string): string {
  return apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
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
      const versions = ['v1', ...groups.groups.map((group) => group.preferredVersion.groupVersion)];
      const types = (await Promise.all(versions.map(read))).flat();
      return types.filter((type) => type.verbs.includes('list') && type.verbs.includes('get'));
    },
    path: resourcePath,
  };
}
