import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { readFolder } from './sync-folder';

/**
 * What `cdk8s import` makes of the definitions that `cdk8s.yaml` names, offline: file name to text.
 *
 * @param root the repository, where `cdk8s.yaml` lies
 */
export function importTypings(root: string): Map<string, string> {
  const output = join(root, '.cache', `imports-${process.pid}`);
  const command = join(root, 'node_modules', 'cdk8s-cli', 'bin', 'cdk8s');
  // The command takes options from CDK8S_* variables: none may change what is generated.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('CDK8S_')));
  const args = [
    command,
    'import',
    '--no-check-upgrade',
    '--no-save',
    '--language',
    'typescript',
    '--output',
    output,
  ];
  try {
    execFileSync(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    return readFolder(output);
  } finally {
    rmSync(output, { recursive: true, force: true });
  }
}
