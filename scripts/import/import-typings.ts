import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/**
 * Runs `cdk8s import` over what `cdk8s.yaml` names, offline, and leaves the typings in a folder.
 *
 * @param root the repository, where `cdk8s.yaml` lies
 * @param output the folder to write to
 */
export function importTypings(root: string, output: string): void {
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
  execFileSync(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
}
