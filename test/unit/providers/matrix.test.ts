import { readInputs } from '../../../lib/config/read-inputs';
import type { Diagnostic } from '../../../lib/core/diagnostic';
import { resolveFleet } from '../../../lib/fleet/resolve-fleet';
import { PROVIDERS } from '../../../lib/providers';
import type { ServiceFacts } from '../../../lib/providers/provider';
import { miniCluster, miniTree } from '../../support/mini-fleet';

type Modes = Readonly<Record<string, string>>;

/** What the matrix of a service holds in each column; a beginning stands with an ending that a fleet could choose. */
function columnsOf(facts: ServiceFacts): Readonly<Record<string, readonly string[]>> {
  const whole = (names: readonly string[]): readonly string[] =>
    names.map((name) => (name.endsWith('-') ? `${name}prod` : name));
  return {
    networkMode: Object.keys(facts.networkModes),
    identityMode: Object.keys(facts.identityModes),
    entrypoint: Object.keys(facts.entrypoints),
    nodes: Object.keys(facts.nodes),
    observabilityProfile: whole(facts.observabilityProfiles),
    backupProfile: whole(facts.backupProfiles),
    upgradeChannel: whole(facts.upgradeChannels),
  };
}

const SERVICES = Object.values(PROVIDERS).flatMap((provider) =>
  Object.entries(provider.services).map(([service, facts]) => ({
    provider,
    service,
    facts,
    columns: columnsOf(facts),
  })),
);
type Service = (typeof SERVICES)[number];

/** The first value of each column, and those given. */
function modesOf({ columns }: Service, modes: Modes): Modes {
  const first = Object.entries(columns).map(([field, values]) => [field, values[0] ?? '']);
  return { ...(Object.fromEntries(first) as Modes), ...modes };
}

/** What is said of a registry with one cluster of a service. */
function incompatible(service: Service, modes: Modes): readonly Diagnostic[] {
  const region = Object.keys(service.provider.regions)[0] ?? '';
  const set = {
    provider: service.provider.name,
    service: service.service,
    zones: `[${service.provider.zoneExample(region)}]`,
    ...modesOf(service, modes),
  };
  const text = Object.entries(set).reduce(
    (file, [field, value]) => file.replace(new RegExp(`^${field}: .*\n`, 'm'), `${field}: ${value}\n`),
    miniCluster('us', region, 1, 'nodes: none\n').replace(/^(account|access): .*\n/gm, ''),
  );
  const app = { 'apps/web/app.yaml': undefined, 'apps/stock/app.yaml': undefined };
  const releases = { 'apps/web/releases.yaml': undefined, 'apps/stock/releases.yaml': undefined };
  const found: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => void found.push(diagnostic);
  const inputs = readInputs(
    miniTree({ ...app, ...releases, 'clusters/us.yaml': text, 'clusters/eu.yaml': undefined }),
    report,
  );
  if (inputs !== undefined) resolveFleet(inputs, report);
  const others = found.filter(
    ({ code, severity }) => severity === 'error' && code !== 'fleet/incompatible-modes',
  );
  expect(others).toEqual([]);
  return found.filter(({ code }) => code === 'fleet/incompatible-modes');
}

/** A backup profile that goes with a way to add nodes, where only some do. */
function backupsBeside({ facts }: Service, nodes: string): Modes {
  const backupProfile = facts.nodes[nodes]?.backupProfiles?.[0];
  return backupProfile === undefined ? {} : { backupProfile };
}

/** The modes in which a value stands a chance: whoever adds nodes may ask for a network mode, and for backups. */
function aroundOf(service: Service, field: string, value: string): Modes {
  const node = field === 'nodes' ? service.facts.nodes[value] : undefined;
  const networkMode = node?.networkModes?.[0];
  const nodes = Object.entries(service.facts.nodes).find(([, { networkModes }]) =>
    field === 'networkMode' ? (networkModes?.includes(value) ?? true) : true,
  )?.[0];
  const backups = field === 'nodes' ? backupsBeside(service, value) : {};
  return {
    ...(nodes === undefined ? {} : { nodes }),
    ...(networkMode && { networkMode }),
    ...backups,
    [field]: value,
  };
}

describe.each(SERVICES.map((service) => [service.service, service] as const))('a cluster of %s', (_, own) => {
  const accepted = Object.entries(own.columns).flatMap(([field, values]) =>
    values.map((value): [string, string] => [field, value]),
  );

  it.each(accepted)('may have %s %s', (field, value) => {
    expect(incompatible(own, aroundOf(own, field, value))).toEqual([]);
  });

  const foreign = SERVICES.flatMap(({ columns }) =>
    Object.entries(columns).flatMap(([field, values]) =>
      values
        .filter((value) => own.columns[field]?.includes(value) === false)
        .map((value): [string, string] => [field, value]),
    ),
  );

  it.each(foreign)('may not have %s %s, and is told what there is', (field, value) => {
    const [finding, ...more] = incompatible(own, { [field]: value });
    expect(more).toEqual([]);
    expect(finding?.message).toBe(`${field} "${value}" does not go with service "${own.service}"`);
    const named = (own.columns[field] ?? []).map((name) => name.replace(/-prod$/, '-'));
    for (const name of named) expect(finding?.remedy).toContain(name);
    expect(finding?.at?.file).toBe('clusters/us.yaml');
  });

  it('may not have nodes that do not know its network mode', () => {
    const known = Object.keys(own.facts.networkModes);
    const pairs = Object.entries(own.facts.nodes).flatMap(([nodes, { networkModes = known }]) =>
      known.filter((mode) => !networkModes.includes(mode)).map((networkMode) => ({ nodes, networkMode })),
    );
    expect(pairs.length).toBeGreaterThan(0);
    for (const pair of pairs) {
      expect(
        incompatible(own, { ...pair, ...backupsBeside(own, pair.nodes) }).map(({ message }) => message),
      ).toEqual([`networkMode "${pair.networkMode}" does not go with nodes "${pair.nodes}"`]);
    }
  });
});
