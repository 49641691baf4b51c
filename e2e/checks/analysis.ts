import { execFile } from 'node:child_process';
import { KNOWN_ANALYSIS } from '../expectations/istio-messages';
import { shortLived } from '../harness/process';
import type { RunContext } from '../harness/run-context';
import { requireTool } from '../tools/tool-cache';

interface AnalysisMessage {
  readonly code: string;
  readonly level: string;
  readonly origin?: string;
  readonly message: string;
}

/** What `istioctl analyze` says of manifests alone, without a cluster; reviewed messages left out. */
export function analyze(context: RunContext, files: readonly string[]): Promise<readonly string[]> {
  const args = ['analyze', '--use-kube=false', '--all-namespaces', '--output', 'json', ...files];
  return new Promise((resolve, reject) => {
    // It ends with an exit code of its own where it found something; what it found is on its output then too.
    execFile(requireTool(context.tools, 'istioctl'), args, { env: shortLived() }, (error, stdout, stderr) => {
      const start = stdout.indexOf('[');
      if (start < 0) {
        reject(new Error(`istioctl analyze: ${stderr || String(error)}`));
        return;
      }
      const messages = JSON.parse(stdout.slice(start)) as readonly AnalysisMessage[];
      const texts = messages.map(
        (item) => `${item.level} ${item.code} ${item.origin ?? ''}: ${item.message}`,
      );
      resolve(texts.filter((text) => !KNOWN_ANALYSIS.some((known) => known.text.test(text))));
    });
  });
}
