import { build, type BuildOptions } from 'esbuild';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** As the launcher of the command line bundles: packages included, nothing compiled at run time. */
const SHARED: BuildOptions = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  loader: { '.md': 'text' },
  external: ['esbuild'],
  logLevel: 'error',
};

/** Bundles one program that needs nothing but its arguments; `root` is the repository, absolute. Returns the bundle's path. */
export async function bundleProgram(root: string, name: string, folder: string): Promise<string> {
  const outfile = join(folder, `${name}.cjs`);
  await build({ ...SHARED, absWorkingDir: root, entryPoints: [`bench/programs/${name}.ts`], outfile });
  return outfile;
}

/**
 * Writes what starts a bundled program as the launcher of the command line starts its own, with the code that an earlier
 * run kept. Returns its path.
 */
export function writeStarter(root: string, bundle: string): string {
  const starter = bundle.replace(/\.cjs$/, '.mjs');
  const launcher = pathToFileURL(join(root, 'bin/launcher/load-bundle.mjs')).href;
  const lines = [
    `import { loadBundle } from ${JSON.stringify(launcher)};`,
    `const { program, keep } = loadBundle(${JSON.stringify(bundle)});`,
    'program.run();',
    'keep();',
    '',
  ];
  writeFileSync(starter, lines.join('\n'));
  return starter;
}

/** Bundles a program that builds captured objects, with the classes that they need and no others, as if it had been written for them. */
export async function bundleReplay(
  root: string,
  name: string,
  types: readonly string[],
  folder: string,
): Promise<string> {
  const outfile = join(folder, `${name}.cjs`);
  const contents = replayEntry(name, types);
  await build({
    ...SHARED,
    absWorkingDir: root,
    stdin: { contents, resolveDir: root, loader: 'ts' },
    outfile,
  });
  return outfile;
}

/** The source of a program's entry: types are `<module>:<export>`. */
export function replayEntry(name: string, types: readonly string[]): string {
  const imports = types.map((type, index) => {
    const [module = '', exported = ''] = type.split(':');
    return `import { ${exported} as C${index} } from '${module.includes('/') ? `./${module}` : module}';`;
  });
  const entries = types.map((type, index) => `${JSON.stringify(type)}: C${index}`);
  return [
    ...imports,
    `import { run } from './bench/programs/${name}';`,
    `run({ ${entries.join(', ')} });`,
    '',
  ].join('\n');
}
