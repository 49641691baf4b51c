import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ensureBundle, PACKAGE_ROOT } from './bundle.mjs';
import { loadBundle } from './load-bundle.mjs';

/**
 * Bundles our own sources where they changed, and runs what `start` asks of them; its number is the exit code.
 * @param {(program: { main: Function }, io: object) => Promise<number> | number} start
 */
export async function launch(start) {
  // cdk8s reads these, and some of them change the bytes that it gives.
  for (const name of Object.keys(process.env)) if (name.startsWith('CDK8S_')) delete process.env[name];
  // A reader such as `head` may close the pipe early: that is no failure.
  process.stdout.on('error', (error) => {
    if (error.code !== 'EPIPE') throw error;
  });
  const loaded = await load();
  if (loaded === undefined) {
    process.exitCode = 70;
    return;
  }
  process.exitCode = await start(loaded.program, terminal());
  loaded.keep();
}

async function load() {
  try {
    const bundle = await ensureBundle();
    try {
      return open(bundle);
    } catch (error) {
      // A launch of other sources may have removed the folder since: make it once more.
      if (!['ENOENT', 'MODULE_NOT_FOUND'].includes(error.code)) throw error;
      return open(await ensureBundle());
    }
  } catch (error) {
    process.stderr.write(`meridian could not build itself: ${error.message}${HINTS[error.code] ?? ''}\n`);
    return undefined;
  }
}

const BUILD_FIRST =
  ' Whoever may write there runs `npx meridian --version` once; after that, reading is enough.';
const HINTS = { ERR_MODULE_NOT_FOUND: ' Run `npm ci` first.', EACCES: BUILD_FIRST, EROFS: BUILD_FIRST };

/** The first word, where it can be a file's name. */
function commandName() {
  const [, , word = ''] = process.argv;
  return /^[a-z]{1,20}$/.test(word) ? word : 'main';
}

/** A trace names lines of our sources only where Node itself loads the bundle. */
function open(bundle) {
  if (!process.argv.includes('--debug')) return loadBundle(bundle, commandName());
  process.setSourceMapsEnabled(true);
  return { program: createRequire(import.meta.url)(bundle), keep: () => undefined };
}

function terminal() {
  const { version } = createRequire(import.meta.url)('../../package.json');
  return {
    version,
    cwd: process.cwd(),
    env: process.env,
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
    isTerminal: { stdout: process.stdout.isTTY === true, stderr: process.stderr.isTTY === true },
    seconds: () => performance.now() / 1000,
    today: new Date().toISOString().slice(0, 10),
    cacheDirectory: join(PACKAGE_ROOT, '.cache'),
  };
}
