import type { Path } from '../config/located';
import type { Diagnostic, Position } from '../core/diagnostic';
import type { App, Cluster } from '../fleet/fleet';
import * as say from './workload-messages';
import { writtenAt } from './written-at';

type Report = (diagnostic: Diagnostic) => void;

/** Checks that ports, volumes, variables and dependencies of an app do not collide. */
export function checkWorkload(app: App, report: Report): void {
  checkPorts(app, report);
  checkPortForms(app, report);
  checkCallEntries(app, report);
  for (const cluster of app.clusters) {
    checkEntries(app, cluster, report);
    checkMounts(app, cluster, report);
    checkVariables(app, cluster, report);
  }
}

function checkPorts(app: App, report: Report): void {
  const { ports } = app.facets.runtime;
  const place = (index: number, key: string): Position =>
    app.files.contract.at(['application', 'runtime', 'ports', index, key]);
  for (const key of ['name', 'port'] as const) {
    for (const { index, first, value } of repeated(ports.map((entry) => String(entry[key])))) {
      report(say.duplicatePort({ at: place(index, key), app: app.name, value, other: place(first, key) }));
    }
  }
}

function checkPortForms(app: App, report: Report): void {
  const { contract } = app.files;
  const { runtime = {} } = contract.value.application as { runtime?: { port?: number; ports?: unknown } };
  if (typeof runtime.port !== 'number' || runtime.ports === undefined) return;
  const at = contract.at(['application', 'runtime', 'port']);
  report(
    say.portAndPorts({
      at,
      app: app.name,
      port: runtime.port,
      other: contract.at(['application', 'runtime', 'ports']),
    }),
  );
}

/** Callers and callees are the same in every cluster. */
function checkCallEntries(app: App, report: Report): void {
  for (const direction of ['to', 'from'] as const) {
    const place = (index: number): Position =>
      app.files.contract.at(['application', 'calls', direction, index]);
    for (const { index, first, value } of repeated(app.facets.calls[direction])) {
      const field = `calls.${direction}`;
      report(
        say.duplicateEntry({ at: place(index), app: app.name, field, name: value, other: place(first) }),
      );
    }
  }
}

function checkEntries(app: App, cluster: Cluster, report: Report): void {
  const { runtime, calls } = app.in(cluster).facets;
  const lists = [
    { path: ['runtime', 'secrets'], names: runtime.secrets.map(({ name }) => name) },
    { path: ['calls', 'external'], names: calls.external.map(({ name }) => name) },
  ];
  for (const { path, names } of lists) {
    const place = (index: number): Position => writtenAt(app, cluster, [...path, index, 'name']);
    for (const { index, first, value } of repeated(names)) {
      const field = `${path.join('.')} in ${cluster.id}`;
      report(
        say.duplicateEntry({ at: place(index), app: app.name, field, name: value, other: place(first) }),
      );
    }
  }
}

/** A value, and where the layer that set it says so. */
interface Use {
  readonly value: string;
  readonly path: Path;
}

function checkMounts(app: App, cluster: Cluster, report: Report): void {
  const { config, scratch, secrets } = app.in(cluster).facets.runtime;
  const uses: Use[] = [
    ...(config === undefined ? [] : [{ value: config.mountPath, path: ['config', 'mountPath'] }]),
    ...secrets.flatMap(({ mountPath }, index) =>
      mountPath === undefined ? [] : [{ value: mountPath, path: ['secrets', index, 'mountPath'] }],
    ),
    ...scratch.map(({ path }, index) => ({ value: path, path: ['scratch', index, 'path'] })),
  ];
  for (const { at, other, value } of collisions(app, cluster, uses)) {
    report(say.duplicateMount({ at, app: app.name, cluster: cluster.id, path: value, other }));
  }
}

function checkVariables(app: App, cluster: Cluster, report: Report): void {
  const { env, secrets } = app.in(cluster).facets.runtime;
  const uses: Use[] = [
    ...Object.keys(env).map((name) => ({ value: name, path: ['env', name] })),
    ...secrets.flatMap((secret, index) =>
      Object.keys(secret.env ?? {}).map((name) => ({ value: name, path: ['secrets', index, 'env', name] })),
    ),
  ];
  for (const { at, other, value } of collisions(app, cluster, uses)) {
    report(say.duplicateVariable({ at, app: app.name, cluster: cluster.id, variable: value, other }));
  }
}

function collisions(
  app: App,
  cluster: Cluster,
  uses: readonly Use[],
): readonly { readonly at: Position; readonly other: Position; readonly value: string }[] {
  const place = (index: number): Position =>
    writtenAt(app, cluster, ['runtime', ...(uses[index]?.path ?? [])]);
  return repeated(uses.map(({ value }) => value)).map(({ index, first, value }) => ({
    at: place(index),
    other: place(first),
    value,
  }));
}

function repeated(
  values: readonly string[],
): readonly { readonly index: number; readonly first: number; readonly value: string }[] {
  return values.flatMap((value, index) => {
    const first = values.indexOf(value);
    return first === index ? [] : [{ index, first, value }];
  });
}
