import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { readSourceTree, type ReadFileSystem } from '../../../lib/config/read-source-tree';
import { formatDiagnostics } from '../../../lib/report/format-diagnostics';
import { PLAIN } from '../../../lib/report/paint';
import { synthesize } from '../../../lib/synthesize';
import { runCli, temporaryFolder } from '../../support/run-cli';
import { readFiles, writeFiles } from '../../support/scenario-case';

const BASE = readFiles(join(__dirname, '../../scenarios/malformed/base'));

/** What synth says of the base after it was spoilt, without the reason and the remedy that all of them share. */
async function said(spoil: (root: string) => void): Promise<string> {
  const root = temporaryFolder();
  try {
    writeFiles(root, BASE);
    spoil(root);
    const { code, stdout, stderr } = await runCli(['synth'], root);
    expect({ code, stdout, written: existsSync(join(root, 'dist')) }).toEqual({
      code: 1,
      stdout: '',
      written: false,
    });
    return stderr;
  } finally {
    rmSync(root, { recursive: true });
  }
}

function unreadable(file: string, problem: string): string {
  return `${file}:1:1: error: the file could not be read: ${problem} [config/unreadable-file]
 why: A file that cannot be read may hold what the fleet needs, so nothing is written without it.
 fix: Make it a readable text file, or remove it.

1 error
`;
}

describe('an input that is no readable text', () => {
  it('is a directory named like a file', async () => {
    const stderr = await said((root) => {
      rmSync(join(root, 'clusters/us.yaml'));
      mkdirSync(join(root, 'clusters/us.yaml'));
    });
    expect(stderr).toBe(unreadable('clusters/us.yaml', 'it is a directory'));
  });

  it('is a directory in place of fleet.yaml', async () => {
    const stderr = await said((root) => {
      rmSync(join(root, 'fleet.yaml'));
      mkdirSync(join(root, 'fleet.yaml'));
    });
    expect(stderr).toBe(unreadable('fleet.yaml', 'it is a directory'));
  });

  it('is a pipe, which would wait for ever', async () => {
    const stderr = await said((root) => {
      rmSync(join(root, 'apps/web/releases.yaml'));
      execFileSync('mkfifo', [join(root, 'apps/web/releases.yaml')]);
    });
    expect(stderr).toBe(unreadable('apps/web/releases.yaml', 'it is not a regular file'));
  });

  it('is a link, which could lead anywhere', async () => {
    const stderr = await said((root) => {
      rmSync(join(root, 'apps/web/app.yaml'));
      symlinkSync('/etc/hostname', join(root, 'apps/web/app.yaml'));
    });
    expect(stderr).toBe(unreadable('apps/web/app.yaml', 'it is a symbolic link, and links are not followed'));
  });

  it('is a link in place of the folder of all apps', async () => {
    const stderr = await said((root) => {
      rmSync(join(root, 'apps'), { recursive: true });
      symlinkSync('..', join(root, 'apps'));
    });
    expect(stderr).toBe(unreadable('apps', 'it is a symbolic link, and links are not followed'));
  });

  it('is a file in place of the folder of all apps', async () => {
    const stderr = await said((root) => {
      rmSync(join(root, 'apps'), { recursive: true });
      writeFileSync(join(root, 'apps'), 'web\n');
    });
    expect(stderr).toContain('apps:1:1: error: apps is not an input [config/stray-file]');
  });

  it('is not UTF-8', async () => {
    const stderr = await said((root) =>
      writeFileSync(join(root, 'clusters/us.yaml'), Buffer.from([0x63, 0xff, 0xfe])),
    );
    expect(stderr).toBe(unreadable('clusters/us.yaml', 'it is not UTF-8 text'));
  });

  it('lies too deep to be one', async () => {
    const stderr = await said((root) =>
      mkdirSync(join(root, 'apps/web/node_modules/a/b/c'), { recursive: true }),
    );
    expect(stderr).toBe(unreadable('apps/web/node_modules/a/b', 'no input lies this deep'));
  });

  it('has five megabytes', async () => {
    const line = `# ${'x'.repeat(97)}\n`;
    const started = performance.now();
    const stderr = await said((root) => writeFileSync(join(root, 'clusters/us.yaml'), line.repeat(50_000)));
    expect(performance.now() - started).toBeLessThan(5000);
    expect(stderr)
      .toBe(`clusters/us.yaml:1:1: error: the file has 5000000 characters; at most 1000000 are read [config/file-too-large]
 1 | ${line.trimEnd().slice(0, 100)}
   | ^
 why: An input of this size is an accident: it would slow every run.
 fix: Remove what does not belong in it.

1 error
`);
  });

  it.each([
    ['brackets', `name: ${'['.repeat(900_000)}`],
    ['braces', `name: ${'{a: '.repeat(200_000)}`],
    ['dashes', '- '.repeat(400_000)],
    ['lines', Array.from({ length: 1200 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
  ])('is nested without end by %s, and refused in no time', async (_, text) => {
    const started = performance.now();
    const stderr = await said((root) => writeFileSync(join(root, 'fleet.yaml'), text));
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(stderr).toContain('the file is nested more than 60 levels deep [config/too-deep]');
  });
});

describe('a failing disk', () => {
  const root = join(__dirname, '../../scenarios/malformed/base');

  function failingAt(path: string, code: string): ReadFileSystem {
    const failure = Object.assign(new Error('injected'), { code });
    const check = (found: string): void => {
      if (found === join(root, path)) throw failure;
    };
    return {
      list: (directory) => {
        check(directory);
        return readdirSync(directory, { withFileTypes: true });
      },
      read: (file) => {
        check(file);
        return readFileSync(file);
      },
    };
  }

  it.each([
    ['fleet.yaml', 'EIO', 'the disk reports an I/O error'],
    ['clusters/us.yaml', 'EACCES', 'permission denied'],
    ['apps/web/app.yaml', 'ENOENT', 'it does not exist'],
    ['apps/web/releases.yaml', 'EMFILE', 'EMFILE'],
    ['clusters', 'EACCES', 'permission denied'],
    ['apps/web', 'EIO', 'the disk reports an I/O error'],
  ])('at %s gives %s', (path, code, problem) => {
    const tree = readSourceTree(root, failingAt(path, code));
    const { diagnostics, output } = synthesize({ tree, resources: {}, existingUnits: [], twice: false });
    expect(formatDiagnostics(diagnostics, PLAIN)).toBe(unreadable(path, problem));
    expect(output).toBeUndefined();
  });

  it('at the root itself is named', () => {
    const tree = readSourceTree(root, failingAt('', 'ENOENT'));
    expect(tree.unreadable).toEqual([{ path: '.', problem: 'it does not exist' }]);
  });
});
