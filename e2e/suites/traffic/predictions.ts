import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Distribution } from '../../../lib/simulate/traffic/distribution';

/** What `meridian simulate` says of the callers of one app in one cluster. */
export interface Prediction {
  readonly app: string;
  readonly cluster: string;
  readonly namespaces: readonly string[];
  readonly before: Distribution;
  /** Absent where the callers are lost themselves. */
  readonly during?: Distribution;
  readonly after?: Distribution;
}

interface Answer {
  readonly apps: readonly {
    readonly app: string;
    readonly clients: readonly Omit<Prediction, 'app'>[];
  }[];
}

/** Asks `meridian simulate`, as a person would. */
export function predict(repository: string, lose: readonly string[]): readonly Prediction[] {
  const command = [join(repository, 'bin', 'meridian.mjs'), 'simulate', '--lose', ...lose, '--json'];
  const text = execFileSync(process.execPath, command, { cwd: repository, encoding: 'utf8' });
  return (JSON.parse(text) as Answer).apps.flatMap(({ app, clients }) =>
    clients.map((client) => ({ ...client, app })),
  );
}
