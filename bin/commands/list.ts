import { Argument, type Command } from 'commander';
import { hasErrors } from '../../lib/core/diagnostic';
import type { Plan } from '../../lib/plan/plan';
import { boundariesOf } from '../../lib/report/boundaries';
import { driftOf } from '../../lib/report/drift';
import { formatTable } from '../../lib/report/format-table';
import { routesOf } from '../../lib/report/routes';
import { survivalOf } from '../../lib/report/survival';
import { topologiesOf } from '../../lib/report/topologies';
import { versionsOf } from '../../lib/report/versions';
import type { Synthesis } from '../../lib/synthesize';
import type { CommandIo, ExitCode } from '../io';
import { readSources, resolvePlaces, synthesizeSources } from '../run-synthesis';
import { newCommand, withJson, type CommonOptions, type MachineOptions } from './options';
import { printDiagnostics, printJson } from './report';

/** What can be listed, and its columns: one record a row. */
const LISTS = {
  clusters: ({ plan }: Listed) =>
    plan.fleet.clusters.map(({ id, provider, region, geography, environment, ring, frozen }) => ({
      cluster: id,
      provider,
      region,
      geography,
      environment,
      ring: ring.name,
      state: frozen ? 'frozen' : 'active',
    })),
  drills: ({ plan }: Listed) =>
    plan.fleet.clusters.map(({ id, source }) => ({
      cluster: id,
      date: source.value.lastDrill?.date ?? '',
      evidence: source.value.lastDrill?.evidence ?? '',
    })),
  apps: ({ plan }: Listed) =>
    plan.apps.map(({ app, placed, clients }) => ({
      app: app.name,
      owner: app.owner,
      criticality: app.criticality,
      namespace: app.namespace,
      state: app.frozen ? 'frozen' : 'active',
      clusters: placed.map(({ id }) => id).join(','),
      clients: clients.map(({ id }) => id).join(','),
    })),
  units: ({ compiled }: Listed) =>
    compiled.units.map(({ cluster, lane, name, state, namespace, objects }) => ({
      cluster,
      lane,
      unit: name,
      state,
      namespace,
      objects: String(objects.length),
    })),
  drift: ({ plan }: Listed) => driftOf(plan.fleet).map((row) => ({ ...row })),
  routes: ({ plan }: Listed) => routesOf(plan).map((route) => ({ ...route })),
  survival: ({ plan, proof }: Listed) => survivalOf(proof, plan).map((row) => ({ ...row })),
  versions: ({ plan, compiled, today }: Listed) =>
    versionsOf(plan.fleet, compiled, today).map((row) => ({ ...row })),
  boundaries: ({ plan }: Listed) => boundariesOf(plan).map((row) => ({ ...row })),
  topologies: ({ plan }: Listed) => topologiesOf(plan).map((row) => ({ ...row })),
  namespaces: ({ plan }: Listed) =>
    plan.namespaces.map(({ cluster, name, owner, state, guarded }) => ({
      cluster: cluster.id,
      namespace: name,
      owner,
      state,
      guards: guarded ? 'on' : 'off',
    })),
} as const;

interface Listed {
  readonly plan: Plan;
  readonly compiled: NonNullable<Synthesis['compiled']>;
  readonly proof: NonNullable<Synthesis['proof']>;
  readonly today: string;
}

type ListName = keyof typeof LISTS;

/** `meridian list`: what the fleet consists of, one thing a line. */
export function addList(program: Command, io: CommandIo, done: (code: ExitCode) => void): void {
  withJson(newCommand(program, 'list', 'list what the fleet consists of'))
    .addArgument(new Argument('<what>').choices(Object.keys(LISTS)))
    .action(async (what: ListName, options: CommonOptions & MachineOptions) =>
      done(await list(what, options, io)),
    );
}

async function list(
  what: ListName,
  options: CommonOptions & MachineOptions,
  io: CommandIo,
): Promise<ExitCode> {
  const sources = await readSources(resolvePlaces(options, io), io);
  const { plan, compiled, proof, diagnostics } = synthesizeSources({ ...sources, existingUnits: [] }, false);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const isWhole = plan !== undefined && compiled !== undefined && proof !== undefined;
  const rows = isWhole ? LISTS[what]({ plan, compiled, proof, today: io.today }) : [];
  if (options.json === true) printJson({ [what]: rows }, errors, io);
  else {
    printDiagnostics(errors, io);
    io.stdout(formatTable(rows.map((row): readonly string[] => Object.values(row))));
  }
  return hasErrors(errors) ? 1 : 0;
}
