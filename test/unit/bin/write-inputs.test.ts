import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { writeInputs } from '../../../bin/write-inputs';
import { temporaryFolder } from '../../support/run-cli';
import { readFolder, writeFiles } from '../../support/write-repository';

describe('writeInputs', () => {
  it('writes, replaces and removes, and removes a folder that is empty then', () => {
    const root = temporaryFolder();
    writeFiles(root, {
      'a.yaml': 'old\n',
      'apps/x/app.yaml': 'x\n',
      'apps/y/app.yaml': 'y\n',
      'apps/y/notes.md': 'n\n',
    });
    const findings = writeInputs(root, [
      { path: 'a.yaml', text: 'new\n' },
      { path: 'new/b.yaml', text: 'b\n' },
      { path: 'apps/x/app.yaml', text: undefined },
      { path: 'apps/y/app.yaml', text: undefined },
    ]);
    expect(findings).toEqual([]);
    expect(readFolder(root)).toEqual({ 'a.yaml': 'new\n', 'apps/y/notes.md': 'n\n', 'new/b.yaml': 'b\n' });
    expect(existsSync(join(root, 'apps/x'))).toBe(false);
  });

  it.each([
    ['a link in place of the file', 'link.yaml', "'link.yaml' is a symbolic link"],
    ['a link above the file', 'folder/a.yaml', "'folder' is a symbolic link"],
    ['a folder in place of the file', 'real', "'real' is no plain file"],
    ['a file in place of a folder', 'plain.yaml/a.yaml', "'plain.yaml' is no folder"],
  ])('refuses %s, before anything is changed', (_title, path, problem) => {
    const root = temporaryFolder();
    const elsewhere = temporaryFolder();
    writeFiles(elsewhere, { 'target.yaml': 'target\n' });
    writeFiles(root, { 'plain.yaml': 'plain\n' });
    mkdirSync(join(root, 'real'));
    symlinkSync(join(elsewhere, 'target.yaml'), join(root, 'link.yaml'));
    symlinkSync(elsewhere, join(root, 'folder'));
    const findings = writeInputs(root, [
      { path: 'plain.yaml', text: 'changed\n' },
      { path, text: 'x\n' },
    ]);
    expect(findings.map(({ message }) => message)).toEqual([`'${path}' cannot be changed: ${problem}`]);
    expect(readFileSync(join(root, 'plain.yaml'), 'utf8')).toBe('plain\n');
    expect(readFolder(elsewhere)).toEqual({ 'target.yaml': 'target\n' });
  });

  it('says so where the system refuses, and leaves no part of a file', () => {
    const root = temporaryFolder();
    const findings = writeInputs(root, [{ path: 'gone.yaml', text: undefined }]);
    expect(findings.map(({ message }) => message)).toEqual([
      "'gone.yaml' cannot be changed: the system says ENOENT",
    ]);
    expect(readdirSync(root)).toEqual([]);
  });
});
