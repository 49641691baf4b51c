import { build, type BuildOptions } from 'esbuild';
import { join } from 'node:path';

/** As the launcher of the command line bundles: packages included, nothing compiled at run time. */
const SHARED: BuildOptions = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['esbuild'],
  logLevel: 'error',
};

/** Bundles one program that needs nothing but its arguments; `root` is the repository, absolute. Returns the bundle's path. */
export async function bundleProgram(root: string, name: string, folder: string): Promise<string> {
  const outfile = join(folder, `${name}.cjs`);
  await build({ ...SHARED, absWorkingDir: root, entryPoints: [`bench/programs/${name}.ts`], outfile });
  return outfile;
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
