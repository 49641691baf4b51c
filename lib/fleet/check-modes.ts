import type { ClusterInput } from '../config/cluster-schema';
import type { Located } from '../config/located';
import type { Diagnostic } from '../core/diagnostic';
import type { ServiceFacts } from '../providers/provider';
import * as say from './messages';
import { OBSERVABILITY_PROFILES } from './observability/profiles';

type Report = (diagnostic: Diagnostic) => void;
type Field =
  | 'networkMode'
  | 'identityMode'
  | 'entrypoint'
  | 'nodes'
  | 'observabilityProfile'
  | 'backupProfile'
  | 'upgradeChannel'
  | 'capacityBuffer'
  | 'multiClusterServices';

/** Holds a row of the registry to the matrix of its service; a combination that is not there names what is. */
export function checkModes(source: Located<ClusterInput>, facts: ServiceFacts, report: Report): void {
  const input = source.value;
  for (const [field, allowed] of allowedBy(facts)) {
    const value = input[field];
    if (value === undefined || fits(value, allowed) || isUnknownElsewhere(field, value)) continue;
    const names = allowed.map((entry) => (isPrefix(entry) ? `${entry}…` : entry));
    report(
      say.incompatibleModes({
        at: source.at([field]),
        field,
        value,
        with: `service "${input.service}"`,
        allowed: names,
        other: source.at(['service']),
      }),
    );
  }
  checkNodes(source, facts, report);
}

function allowedBy(facts: ServiceFacts): readonly (readonly [Field, readonly string[]])[] {
  return [
    ['networkMode', Object.keys(facts.networkModes)],
    ['identityMode', Object.keys(facts.identityModes)],
    ['entrypoint', Object.keys(facts.entrypoints)],
    ['nodes', Object.keys(facts.nodes)],
    ['capacityBuffer', ['none', ...facts.capacityBuffers]],
    ['multiClusterServices', ['none', ...facts.multiClusterServices]],
    ['observabilityProfile', facts.observabilityProfiles],
    ['backupProfile', facts.backupProfiles],
    ['upgradeChannel', facts.upgradeChannels],
  ];
}

/** Fleets call profiles and channels of their own as they like, behind a beginning that says what they are. */
function isPrefix(allowed: string): boolean {
  return allowed.endsWith('-');
}

function fits(value: string, allowed: readonly string[]): boolean {
  return allowed.some((entry) =>
    isPrefix(entry) ? value.startsWith(entry) && value !== entry : value === entry,
  );
}

/** A profile that no cluster could have is reported where profiles are looked up. */
function isUnknownElsewhere(field: Field, value: string): boolean {
  return field === 'observabilityProfile' && !Object.hasOwn(OBSERVABILITY_PROFILES, value);
}

/** What a way to start nodes can be combined with, beyond the matrix of the service. */
function checkNodes(source: Located<ClusterInput>, facts: ServiceFacts, report: Report): void {
  const { nodes, networkMode, capacityBuffer, backupProfile } = source.value;
  const row = nodes === undefined ? undefined : facts.nodes[nodes];
  if (nodes === undefined || row === undefined) return;
  const check = (field: Field, value: string, allowed: readonly string[] | undefined): void => {
    if (allowed === undefined || fits(value, allowed)) return;
    const [at, other] = [source.at([field]), source.at(['nodes'])];
    report(say.incompatibleModes({ at, field, value, with: `nodes "${nodes}"`, allowed, other }));
  };
  if (networkMode in facts.networkModes) check('networkMode', networkMode, row.networkModes);
  if (fits(backupProfile, facts.backupProfiles)) check('backupProfile', backupProfile, row.backupProfiles);
  const isKnown = facts.capacityBuffers.some((kind) => kind === capacityBuffer);
  if (capacityBuffer !== undefined && isKnown)
    check('capacityBuffer', capacityBuffer, row.capacityBuffers && ['none', ...row.capacityBuffers]);
}
