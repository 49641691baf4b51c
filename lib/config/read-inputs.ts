import type { z } from 'zod';
import type { Diagnostic, Position } from '../core/diagnostic';
import { sortedUnique } from '../core/text';
import { appSchema, releasesSchema } from './app-schema';
import { backupProfileSchema } from './backup-schema';
import { clusterProfileSchema } from './cluster-schema';
import { fleetSchema } from './fleet-schema';
import type { AppFiles, Inputs } from './inputs';
import type { Located } from './located';
import * as say from './messages';
import { observabilityProfileSchema } from './observability-schema';
import { parseYaml } from './parse-yaml';
import { policyProfileSchema } from './policy-schema';
import { clusterProfiles, readCluster, type ClusterFile } from './read-cluster';
import type { SourceTree } from './source-tree';
import { telemetryProfileSchema } from './telemetry-schema';
import { tombstonesSchema } from './tombstones-schema';
import { validate } from './validate';
import { versionsSchema } from './versions-schema';

const EXPECTED =
  'inputs are fleet.yaml, tombstones.yaml, clusters/<id>.yaml, profiles/clusters/<profile>.yaml, profiles/backup/<profile>.yaml, profiles/observability/<profile>.yaml, profiles/telemetry/<profile>.yaml, policies/<profile>.yaml, versions/<ring>.yaml, apps/<app>/app.yaml, releases.yaml and resources.ts';

type Report = (diagnostic: Diagnostic) => void;

/** Parses and checks every input; reports all problems, and gives undefined when the fleet cannot be known. */
export function readInputs(tree: SourceTree, report: Report): Inputs | undefined {
  let failed = false;
  const count: Report = (diagnostic) => {
    failed ||= diagnostic.severity === 'error';
    report(diagnostic);
  };
  for (const { path, problem } of tree.unreadable) count(say.unreadableFile({ at: startOf(path), problem }));
  reportStrayFiles(tree, count);
  const read = reader(tree, count);
  const fleet = read('fleet.yaml', fleetSchema);
  if (
    fleet === undefined &&
    !tree.files.has('fleet.yaml') &&
    !tree.unreadable.some((f) => f.path === 'fleet.yaml')
  ) {
    count(
      say.missingFile({
        file: 'fleet.yaml',
        remedy: 'Run Meridian in the root of a fleet, or name it with --root.',
      }),
    );
  }
  const named = namedReader(tree, read, count);
  const clusterProfiles = named(PROFILE_FILE, clusterProfileSchema, 'name');
  const clusters = readClusters(tree, clusterProfiles, count);
  const apps = matching(tree, /^apps\/([^/]+)\/app\.yaml$/).flatMap(([file, name]) =>
    readApp(file, name, read, count),
  );
  const policies = named(/^policies\/([^/]+)\.yaml$/, policyProfileSchema, 'name');
  const backupProfiles = named(/^profiles\/backup\/([^/]+)\.yaml$/, backupProfileSchema, 'name');
  const observabilityProfiles = named(
    /^profiles\/observability\/([^/]+)\.yaml$/,
    observabilityProfileSchema,
    'name',
  );
  const telemetryProfiles = named(/^profiles\/telemetry\/([^/]+)\.yaml$/, telemetryProfileSchema, 'name');
  const versions = named(/^versions\/([^/]+)\.yaml$/, versionsSchema, 'ring');
  const tombstones = read('tombstones.yaml', tombstonesSchema);
  return failed || fleet === undefined
    ? undefined
    : {
        fleet,
        clusters,
        clusterProfiles,
        backupProfiles,
        apps,
        policies,
        observabilityProfiles,
        telemetryProfiles,
        versions,
        tombstones,
      };
}

type Read = <T>(file: string, schema: z.ZodType<T>) => Located<T> | undefined;

function reader(tree: SourceTree, report: Report): Read {
  return (file, schema) => {
    const text = tree.files.get(file);
    if (text === undefined) return undefined;
    const parsed = parseYaml(file, text, report);
    return parsed.data === undefined ? undefined : validate(parsed, schema, report);
  };
}

type NamedReader = <T>(pattern: RegExp, schema: z.ZodType<T>, key: string) => readonly Located<T>[];

/** Reads files that say themselves, under `key`, what they are called. */
function namedReader(tree: SourceTree, read: Read, report: Report): NamedReader {
  return (pattern, schema, key) =>
    matching(tree, pattern).flatMap(([file, name]) => {
      const located = read(file, schema);
      if (located !== undefined) checkName(located, [key], name, report);
      return located === undefined ? [] : [located];
    });
}

function readClusters(
  tree: SourceTree,
  files: Inputs['clusterProfiles'],
  report: Report,
): readonly ClusterFile[] {
  const valid = new Set(files.map(({ file }) => file));
  const invalid = matching(tree, PROFILE_FILE).flatMap(([file, name]) => (valid.has(file) ? [] : [name]));
  const profiles = clusterProfiles(files, invalid);
  return matching(tree, /^clusters\/([^/]+)\.yaml$/).flatMap(([file, id]) => {
    const parsed = parseYaml(file, tree.files.get(file) ?? '', report);
    if (parsed.data === undefined) return [];
    const cluster = readCluster(parsed, profiles, report);
    if (cluster !== undefined) checkName(cluster.own, ['clusterId'], id, report);
    return cluster === undefined ? [] : [cluster];
  });
}

const PROFILE_FILE = /^profiles\/clusters\/([^/]+)\.yaml$/;

function readApp(file: string, name: string, read: Read, report: Report): AppFiles[] {
  const contract = read(file, appSchema);
  const releases = read(`apps/${name}/releases.yaml`, releasesSchema);
  if (contract === undefined) return [];
  checkName(contract, ['application', 'name'], name, report);
  return [{ contract, releases }];
}

function checkName(
  located: Located<unknown>,
  path: readonly string[],
  expected: string,
  report: Report,
): void {
  let value: unknown = located.raw;
  for (const step of path) value = (value as Record<string, unknown>)[step];
  if (value === expected) return;
  report(say.nameDiffers({ at: located.at(path), name: String(value), expected }));
}

function matching(tree: SourceTree, pattern: RegExp): [string, string][] {
  return sortedUnique(tree.files.keys()).flatMap((file): [string, string][] => {
    const name = pattern.exec(file)?.[1];
    return name === undefined ? [] : [[file, name]];
  });
}

const KNOWN = [
  /^(fleet|tombstones)\.yaml$/,
  /^(clusters|policies|versions|profiles\/(backup|clusters|observability|telemetry))\/[^/]+\.yaml$/,
  /^apps\/[^/]+\/(app|releases)\.yaml$/,
  /^apps\/[^/]+\/resources\.ts$/,
];

function reportStrayFiles(tree: SourceTree, report: Report): void {
  for (const file of sortedUnique(tree.files.keys())) {
    const known = KNOWN.some((pattern) => pattern.test(file));
    const app = /^apps\/([^/]+)\//.exec(file)?.[1];
    const orphan =
      app !== undefined &&
      !tree.files.has(`apps/${app}/app.yaml`) &&
      !unreadable(tree, `apps/${app}/app.yaml`);
    if (!known) report(say.strayFile({ at: startOf(file), expected: EXPECTED }));
    else if (orphan)
      report(
        say.missingFile({ file: `apps/${app}/app.yaml`, remedy: `Add the contract, or remove ${file}.` }),
      );
  }
}

function unreadable(tree: SourceTree, path: string): boolean {
  return tree.unreadable.some((file) => file.path === path);
}

function startOf(file: string): Position {
  return { file, line: 1, column: 1, text: '', length: 1 };
}
