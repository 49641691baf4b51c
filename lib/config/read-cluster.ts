import type { Diagnostic } from '../core/diagnostic';
import { isTree, mergeTrees, type RawTree } from '../core/raw-tree';
import { nearest, sortedUnique } from '../core/text';
import { BUILT_IN_CLUSTER_PROFILES } from './cluster-profiles';
import {
  clusterFileSchema,
  clusterSchema,
  type ClusterInput,
  type ClusterProfileInput,
} from './cluster-schema';
import { locate, type Located, type Path } from './located';
import * as say from './messages';
import type { ParsedYaml } from './parse-yaml';
import { validate } from './validate';

type Report = (diagnostic: Diagnostic) => void;

/** What a cluster takes from its profile. */
export interface ClusterProfile {
  readonly name: string;
  readonly values: RawTree;
  /** Absent for a profile that is built in. */
  readonly file?: Located<ClusterProfileInput>;
}

/** A row of the registry: its file over its profile. A value stands where it was written, in the one or in the other. */
export interface ClusterFile extends Located<ClusterInput> {
  /** What stands in the file of the cluster itself. */
  readonly own: Located<unknown>;
  readonly profile?: ClusterProfile;
}

/** The profiles that clusters may name; undefined of one whose file is not valid. */
export type ClusterProfiles = ReadonlyMap<string, ClusterProfile | undefined>;

/** The built-in profiles, or the files that take their place, and those of the fleet's own. */
export function clusterProfiles(
  files: readonly Located<ClusterProfileInput>[],
  invalid: readonly string[] = [],
): ClusterProfiles {
  const builtIn = Object.entries(BUILT_IN_CLUSTER_PROFILES).map(([name, values]) => ({ name, values }));
  const written = files.map((file): ClusterProfile => {
    const { name: _name, ...values } = file.raw as RawTree;
    return { name: file.value.name, values, file };
  });
  return new Map([
    ...[...builtIn, ...written].map((profile) => [profile.name, profile] as const),
    ...invalid.map((name) => [name, undefined] as const),
  ]);
}

/** Completes a cluster's file with its profile, and checks the result; reports what is wrong, and then gives undefined. */
export function readCluster(
  parsed: ParsedYaml,
  profiles: ClusterProfiles,
  report: Report,
): ClusterFile | undefined {
  const own = isTree(parsed.data) ? parsed.data : {};
  const name = own['profile'];
  if (typeof name !== 'string') {
    const file = validate(parsed, clusterSchema, report);
    return file && { ...file, own: file };
  }
  const profile = profiles.get(name);
  if (profile !== undefined) return overProfile(parsed, own, profile, report);
  if (!profiles.has(name)) {
    const known = sortedUnique(profiles.keys());
    const at = locate(parsed.locator(), ['profile'], 'value');
    report(say.unknownProfile({ at, name, suggestion: nearest(name, known), known }));
  }
  validate(parsed, clusterFileSchema, report);
  return undefined;
}

function overProfile(
  parsed: ParsedYaml,
  own: RawTree,
  profile: ClusterProfile,
  report: Report,
): ClusterFile | undefined {
  const data = mergeTrees(profile.values, own);
  const file = validate({ ...parsed, data }, clusterSchema, report);
  if (file === undefined) return undefined;
  const ofProfile = ([field = '']: Path): boolean =>
    !Object.hasOwn(own, field) && Object.hasOwn(profile.values, field);
  return {
    ...file,
    own: { ...file, raw: own },
    profile,
    at: (path) => (ofProfile(path) ? (profile.file?.at(path) ?? file.at(['profile'])) : file.at(path)),
    atKey: (path) =>
      ofProfile(path) ? (profile.file?.atKey(path) ?? file.at(['profile'])) : file.atKey(path),
  };
}
