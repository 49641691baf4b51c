import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Alert, TestCase } from '../../lib/plan/alerts/alert';
import { shortLived } from '../harness/process';
import type { RunContext } from '../harness/run-context';
import { requireTool } from '../tools/tool-cache';

/** Groups of rules, as Prometheus reads them from a file. */
export interface RuleFile {
  readonly groups: readonly { readonly name: string; readonly rules: readonly object[] }[];
}

/** Writes a value as a file that promtool reads: JSON is YAML. */
export function writeForPromtool(path: string, value: unknown): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(value));
}

/** Runs promtool; rejects with what it said where it ends badly. */
export function promtool(context: RunContext, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(
      requireTool(context.tools, 'promtool'),
      [...args],
      { maxBuffer: 2 ** 26, env: shortLived() },
      (error, stdout, stderr) => {
        if (error === null) resolve(stdout);
        else reject(new Error(`promtool ${args.slice(0, 2).join(' ')}: ${stdout}${stderr}`.slice(0, 4000)));
      },
    );
  });
}

/**
 * A file of unit tests: each alert fires once in the cases of the one sort, with the labels by which it finds its people, and not at
 * all in the other.
 */
export function alertTests(ruleFile: string, cluster: string, alerts: readonly Alert[]): object {
  return {
    rule_files: [ruleFile],
    evaluation_interval: '1m',
    tests: alerts.flatMap((alert) => [
      alertTest(alert, cluster, { verb: 'fires', firing: 1, test: alert.fires }),
      ...(alert.firesToo ?? []).map((test) =>
        alertTest(alert, cluster, { verb: 'fires too', firing: 1, test }),
      ),
      alertTest(alert, cluster, { verb: 'is silent', firing: 0, test: alert.silent }),
    ]),
  };
}

interface Expected {
  readonly verb: string;
  /** How often the alert fires. */
  readonly firing: 0 | 1;
  readonly test: TestCase;
}

function alertTest(alert: Alert, cluster: string, { verb, firing, test: { at, series } }: Expected): object {
  const { name, severity, labels } = alert;
  const own = Object.entries({ alertname: name, alertstate: 'firing', ...labels }).map(equals);
  const whole = [...own, ...Object.entries({ severity, cluster }).map(equals), 'team!=""', 'region!=""'];
  return {
    name: `${name} ${verb}`,
    interval: '1m',
    input_series: series,
    promql_expr_test: [own, whole].map((matchers) => ({
      expr: `count(ALERTS{${matchers.join(',')}}) or vector(0)`,
      eval_time: at,
      exp_samples: [{ value: firing }],
    })),
  };
}

function equals([label, value]: readonly [label: string, value: string]): string {
  return `${label}=${JSON.stringify(value)}`;
}
