import { parse } from 'yaml';
import type { Manifest } from '../core/manifest';
import { sortedUnique } from '../core/text';
import { APP_KINDS, kindName } from '../gitops/permitted-kinds';
import { EXPOSURE_LABEL } from '../plan/names';
import type { ExistingUnit } from '../output/existing-tree';
import type { AppTombstone, NamespaceTombstone } from './edit-tombstones';
import type { Gone } from './gone';

/** A unit as the output of the last run holds it. */
export interface WrittenUnit {
  readonly unit: ExistingUnit;
  /** Text of its unit file. */
  readonly unitFile: string;
  /** Texts of its manifests. */
  readonly manifests: readonly string[];
}

/** One that the inputs no longer declare: somebody deleted its files by hand. */
export type LostUnit = WrittenUnit;

const NAMESPACE_UNIT = /^namespace-(.+)$/;
const TEAM_PROJECT = /^team-(.+)$/;

/** The name that people know a lost unit by, and what it is. */
export function lostName({ unit }: LostUnit): {
  readonly kind: 'app' | 'namespace' | 'component';
  readonly name: string;
} {
  if (unit.lane === 'apps') return { kind: 'app', name: unit.name };
  const namespace = NAMESPACE_UNIT.exec(unit.name)?.[1];
  return namespace === undefined
    ? { kind: 'component', name: unit.name }
    : { kind: 'namespace', name: namespace };
}

/** What is known of lost units from the output alone; one that does not say enough is left out. */
export function goneFromOutput(lost: readonly LostUnit[]): Gone {
  return { apps: lost.flatMap(lostApp), namespaces: lost.flatMap(lostNamespace) };
}

function lostApp(lost: LostUnit): readonly AppTombstone[] {
  const { kind, name } = lostName(lost);
  const { unit } = parse(lost.unitFile) as {
    readonly unit?: { readonly project?: string; readonly namespace?: string };
  };
  const owner = TEAM_PROJECT.exec(unit?.project ?? '')?.[1];
  const namespace = unit?.namespace;
  if (kind !== 'app' || owner === undefined || namespace === undefined) return [];
  return [{ name, owner, namespace, clusters: [lost.unit.cluster], kinds: [...extraKinds(lost)] }];
}

/** The kinds of an app's manifests beyond those of every app, as `<Kind>.<group>`. */
export function extraKinds({ manifests }: WrittenUnit): readonly string[] {
  const kinds = manifests.map((text) => kindName(parse(text) as Manifest));
  return sortedUnique(kinds).filter((found) => !APP_KINDS.includes(found));
}

function lostNamespace(lost: LostUnit): readonly NamespaceTombstone[] {
  const { kind, name } = lostName(lost);
  if (kind !== 'namespace') return [];
  const objects = lost.manifests.map((text) => parse(text) as Manifest);
  const labels = objects.find((object) => object.kind === 'Namespace')?.metadata.labels;
  const quota = objects.find((object) => object.kind === 'ResourceQuota')?.['spec'] as
    { readonly hard?: QuotaOf } | undefined;
  if (labels?.['team'] === undefined || quota?.hard === undefined) return [];
  return [
    {
      name,
      owner: labels['team'],
      criticality: (labels['criticality'] ?? 'tier-3') as NamespaceTombstone['criticality'],
      cell: labels['cell'] ?? 'default',
      exposed: labels[EXPOSURE_LABEL] === 'public',
      state: 'kept',
      quota: { [lost.unit.cluster]: quota.hard },
    },
  ];
}

type QuotaOf = NamespaceTombstone['quota'][string];
