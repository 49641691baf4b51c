import { basename, join } from 'node:path';
import { dashboardQueries } from '../checks/dashboard-queries';
import { alertTests, promtool, writeForPromtool, type RuleFile } from '../checks/promtool';
import { rulesOfAlert } from '../checks/rules-of-alert';
import { alertsOfFleet, type TestedRule } from '../checks/fleet-alerts';
import { expectNone } from '../harness/expect';
import type { KubeObject } from '../harness/kube-client';
import type { RunContext } from '../harness/run-context';
import { committedTrees, fleetOf, isWhole, type CommittedTree } from '../harness/tree';
import type { Suite, SuiteRun } from './suite';

const NAME = 'rules';

interface WrittenRule {
  readonly object: KubeObject;
  readonly file: string;
  readonly content: RuleFile;
}

/** Writes the groups of every PrometheusRule of a tree as a file of their own. */
function writeRules(context: RunContext, tree: CommittedTree): readonly WrittenRule[] {
  return tree.objects.flatMap(({ path, object }) => {
    if (object.kind !== 'PrometheusRule') return [];
    const file = join(context.folder, 'rules', tree.name, path);
    const content = object['spec'] as RuleFile;
    writeForPromtool(file, content);
    return [{ object, file, content }];
  });
}

async function check(context: RunContext, tree: CommittedTree): Promise<string> {
  const rules = writeRules(context, tree);
  await promtool(context, ['check', 'rules', '--lint-fatal', ...rules.map(({ file }) => file)]);
  return `${String(rules.length)} files`;
}

function alertNames({ groups }: RuleFile): readonly string[] {
  return groups.flatMap(({ rules }) =>
    rules.flatMap((rule) => ('alert' in rule ? [String(rule.alert)] : [])),
  );
}

/** Each rule of a tree against the cases of its alerts; an alert without a case is a failure. */
async function fire(
  context: RunContext,
  tree: CommittedTree,
  tested: readonly TestedRule[],
): Promise<string> {
  const rules = writeRules(context, tree).filter(({ content }) => alertNames(content).length > 0);
  const found = rules.map(({ object, file, content }) => {
    const { name, namespace } = object.metadata;
    const { alerts = [], cluster = '' } =
      tested.find((rule) => rule.name === name && rule.namespace === namespace) ?? {};
    const cases = new Set(alerts.map((alert) => alert.name));
    return {
      file,
      tests: [...cases].map((alert) => {
        const own = `${file}.${alert}`;
        writeForPromtool(own, rulesOfAlert(content, alert));
        const cased = alerts.filter(({ name: other }) => other === alert);
        writeForPromtool(`${own}.test`, alertTests(own, cluster, cased));
        return `${own}.test`;
      }),
      count: alerts.length,
      missing: alertNames(content).filter((alert) => !cases.has(alert)),
    };
  });
  expectNone(found.flatMap(({ missing, file }) => missing.map((alert) => `${file}: ${alert} has no case`)));
  await promtool(context, ['test', 'rules', ...found.flatMap(({ tests }) => tests)]);
  return `${String(found.reduce((sum, { count }) => sum + count, 0))} alerts, each fired in every way and kept silent once`;
}

/** The queries of the dashboards of a tree, with its variables filled in, as rules that Prometheus must be able to read. */
async function read(context: RunContext, tree: CommittedTree): Promise<string> {
  const queries = tree.objects.flatMap(({ object }) => dashboardQueries(object));
  if (queries.length === 0) throw new Error(`${tree.name} shows nothing`);
  const file = join(context.folder, 'rules', tree.name, 'dashboards');
  const rules = queries.map((expr, number) => ({ record: `query:${String(number)}`, expr }));
  writeForPromtool(file, { groups: [{ name: 'dashboards', rules }] });
  await promtool(context, ['check', 'rules', '--lint=none', file]);
  return `${String(queries.length)} queries`;
}

async function run({ context, report }: SuiteRun): Promise<void> {
  const trees = committedTrees(context.repository).filter(({ objects }) =>
    objects.some(({ object }) => object.kind === 'PrometheusRule'),
  );
  if (trees.length === 0) throw new Error('no committed tree holds rules');
  for (const tree of trees)
    await report.claim(NAME, `Prometheus reads every rule of ${tree.name}`, () => check(context, tree));
  const whole = trees.filter(isWhole);
  for (const tree of whole)
    await report.claim(NAME, `Prometheus reads every query of the dashboards of ${tree.name}`, () =>
      read(context, tree),
    );
  const alerts = new Map(
    [...new Set(whole.map(fleetOf))].map((fleet) => [fleet, alertsOfFleet(join(context.repository, fleet))]),
  );
  for (const tree of whole) {
    const own = (alerts.get(fleetOf(tree)) ?? []).filter(({ cluster }) => basename(tree.name) === cluster);
    await report.claim(NAME, `every alert of ${tree.name} fires when it should, and only then`, () =>
      fire(context, tree, own),
    );
  }
}

/** What Prometheus says of the rules in every tree and of the dashboards, and whether each alert fires. */
export const rules: Suite = { name: NAME, tools: ['promtool'], row: 'beside', byDefault: true, run };
