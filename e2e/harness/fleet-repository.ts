import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { INPUT_FOLDERS } from '../../lib/config/read-source-tree';
import type { RunContext } from './run-context';
import { clusterNames, filesBelow } from './tree';

/** A copy of the fleet's inputs and tree in a Git repository that the clusters pull from. */
export interface FleetRepository {
  /** Work tree: the inputs and `dist/`. */
  readonly folder: string;
  /** The bare repository, as Argo CD is given it. */
  readonly url: string;
  readonly bare: string;
  /** Every branch that some cluster follows. */
  readonly refs: readonly string[];
  readonly clusters: readonly string[];
  /** Reads a file of the work tree. */
  readonly read: (path: string) => string;
  readonly write: (path: string, text: string) => void;
  readonly remove: (path: string) => void;
  /** Runs the command line of the project in the work tree; returns what it printed, throws where it fails. */
  readonly meridian: (...args: readonly string[]) => string;
  /** Commits everything and moves the given refs (default: all) to it; returns the commit. */
  readonly publish: (message: string, refs?: readonly string[]) => string;
  /** Runs git in the work tree. */
  readonly git: (...args: readonly string[]) => string;
  /** Whether a folder holds the same in two commits; false where one of them is not known here. */
  readonly sameFolder: (path: string, commit: string, other: string) => boolean;
}

const INPUTS = ['fleet.yaml', 'tombstones.yaml', ...INPUT_FOLDERS];
const IDENTITY = ['-c', 'user.name=e2e', '-c', 'user.email=e2e@localhost', '-c', 'commit.gpgsign=false'];

function runGit(folder: string, args: readonly string[]): string {
  const env = {
    PATH: process.env['PATH'],
    HOME: folder,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
  };
  return execFileSync('git', [...IDENTITY, ...args], { cwd: folder, env, encoding: 'utf8' }).trim();
}

interface FleetFile {
  readonly repository: { readonly url: string };
}

/** The address of the repository that a committed fleet names. */
export function committedUrl(repository: string): string {
  const fleet = parse(readFileSync(join(repository, 'fleet.yaml'), 'utf8')) as FleetFile;
  return fleet.repository.url;
}

function copyInputs(repository: string, folder: string, url: string): void {
  mkdirSync(folder, { recursive: true });
  for (const name of INPUTS.filter((input) => existsSync(join(repository, input)))) {
    cpSync(join(repository, name), join(folder, name), { recursive: true, dereference: true });
  }
  const fleet = readFileSync(join(folder, 'fleet.yaml'), 'utf8');
  writeFileSync(join(folder, 'fleet.yaml'), fleet.replace(committedUrl(repository), url));
}

interface TreeApplication {
  readonly kind: string;
  readonly spec: { readonly source: { readonly targetRevision: string } };
}

/** The branch that a cluster's tree tells its root Application to follow. */
export function refOfTree(folder: string): string {
  const bootstrap = join(folder, 'bootstrap');
  const root = filesBelow(bootstrap)
    .filter((path) => path.endsWith('.yaml'))
    .map((path) => parse(readFileSync(join(bootstrap, path), 'utf8')) as TreeApplication)
    .find((object) => object.kind === 'Application');
  if (root === undefined) throw new Error(`${folder} has no root Application`);
  return root.spec.source.targetRevision;
}

function followedRefs(dist: string): readonly string[] {
  return [...new Set(clusterNames(dist).map((cluster) => refOfTree(join(dist, cluster))))].sort();
}

/** Compares folders of commits by their names in Git, which are made of what they hold. */
function folderComparison(git: FleetRepository['git']): FleetRepository['sameFolder'] {
  const known = new Map<string, ReadonlyMap<string, string>>();
  const foldersOf = (commit: string): ReadonlyMap<string, string> => {
    const lines = git('ls-tree', '-r', '-d', '-z', commit).split('\0');
    const rows = lines.map((line) => /^\d+ tree (\S+)\t(.*)$/.exec(line) ?? []);
    return new Map(rows.map(([, hash = '', path = '']) => [path, hash]));
  };
  const hashOf = (path: string, commit: string): string | undefined => {
    const folders = known.get(commit) ?? foldersOf(commit);
    known.set(commit, folders);
    return folders.get(path);
  };
  return (path, commit, other) => {
    if (commit === other) return true;
    if (commit === '' || other === '') return false;
    const hash = hashOf(path, commit);
    return hash !== undefined && hash === hashOf(path, other);
  };
}

/** The inputs of a fleet. */
export interface FleetInputs {
  /** Names its folder within the run. */
  readonly name: string;
  /** Where they lie, relative to the repository under test. */
  readonly folder: string;
  /** How often each Argo CD looks at everything unasked: as often as so many Applications allow. */
  readonly resyncSeconds: number;
}

/** The fleet whose inputs and tree are this repository. */
export const REFERENCE: FleetInputs = { name: 'reference', folder: '.', resyncSeconds: 30 };

/** A fleet with as little in it as a fleet allows, for steps that concern any fleet. */
export const SMALL: FleetInputs = { name: 'small', folder: join('e2e', 'fleet'), resyncSeconds: 15 };

/** Synthesizes the inputs of a fleet with only the repository's address replaced, and commits the result. */
export function createFleetRepository(context: RunContext, inputs: FleetInputs): FleetRepository {
  const folder = join(context.folder, inputs.name);
  const bare = `${folder}.git`;
  const url = `file://${bare}`;
  const git = (...args: readonly string[]): string => runGit(folder, args);
  const meridian = (...args: readonly string[]): string =>
    execFileSync(
      process.execPath,
      [join(context.repository, 'bin', 'meridian.mjs'), ...args, '--root', folder],
      {
        cwd: folder,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
  copyInputs(join(context.repository, inputs.folder), folder, url);
  meridian('synth', '--out', join(folder, 'dist'));
  const refs = followedRefs(join(folder, 'dist'));
  runGit(context.folder, ['init', '--quiet', '--bare', '--initial-branch=main', bare]);
  git('init', '--quiet', '--initial-branch=main');
  return {
    folder,
    url,
    bare,
    refs,
    clusters: clusterNames(join(folder, 'dist')),
    read: (path) => readFileSync(join(folder, path), 'utf8'),
    write(path, text) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    },
    remove(path) {
      rmSync(join(folder, path), { recursive: true });
    },
    meridian,
    git,
    sameFolder: folderComparison(git),
    publish(message, moved = refs) {
      git('add', '--all');
      git('commit', '--quiet', '--allow-empty', '--message', message);
      git('push', '--quiet', '--force', bare, ...moved.map((ref) => `HEAD:${ref}`));
      return git('rev-parse', 'HEAD');
    },
  };
}

/** Files in which the synthesized tree differs from the committed one by more than the repository's address. */
export function treeDifferences(context: RunContext, fleet: FleetRepository): readonly string[] {
  const committed = { folder: join(context.repository, 'dist'), url: committedUrl(context.repository) };
  return folderDifferences({ folder: join(fleet.folder, 'dist'), url: fleet.url }, committed);
}

interface Tree {
  readonly folder: string;
  readonly url: string;
}

/** Links into a repository go without the ending of its address. */
const withoutEnding = (url: string): string => url.replace(/\.git$/, '');

/** Files in which two trees differ by more than the address of their repositories. */
export function folderDifferences(ours: Tree, theirs: Tree): readonly string[] {
  const names = new Set([...filesBelow(ours.folder), ...filesBelow(theirs.folder)]);
  const [ourAddress, theirAddress] = [ours, theirs].map(({ url }) => withoutEnding(url)) as [string, string];
  return [...names].sort().filter((name) => {
    const [our, their] = [join(ours.folder, name), join(theirs.folder, name)];
    if (!existsSync(our) || !existsSync(their)) return true;
    return readFileSync(our, 'utf8').replaceAll(ourAddress, theirAddress) !== readFileSync(their, 'utf8');
  });
}
