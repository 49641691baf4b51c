import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { Script } from 'node:vm';

/**
 * Runs a bundle, as `require` would, with the machine code that an earlier run of the same command kept beside it: most of the
 * time that a short command takes is compiling JavaScript. `keep` writes that code down, once all that a command needs was
 * compiled. Another command needs other parts, and has a file of its own.
 * @param {string} file
 * @param {string} command
 */
export function loadBundle(file, command) {
  const codeFile = `${file}.${command}.code`;
  const cachedData = readIfThere(codeFile);
  const source = readFileSync(file, 'utf8');
  const wrapper = `(function (exports, require, module, __filename, __dirname) {${source}\n})`;
  const script = new Script(wrapper, { filename: file, ...(cachedData && { cachedData }) });
  const module = { exports: {} };
  script
    .runInThisContext()
    .call(module.exports, module.exports, createRequire(file), module, file, dirname(file));
  const keep = () => {
    if (cachedData !== undefined && script.cachedDataRejected !== true) return;
    const partial = `${codeFile}.${process.pid}`;
    try {
      writeFileSync(partial, script.createCachedData());
      renameSync(partial, codeFile);
    } catch {
      // The folder may be gone, as the sources changed since; without the file all is well, and slower.
    }
  };
  return { program: module.exports, keep };
}

function readIfThere(file) {
  try {
    return readFileSync(file);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return undefined;
  }
}
