import { listOf, objectOf, shown, textOf } from '../core/json';
import type { Json, Manifest } from '../core/manifest';
import { readSelector, type LabelSelector } from './label-selector';

/** An AuthorizationPolicy, read once, as far as it is about who calls. */
export interface AuthorizationPolicy {
  readonly name: string;
  readonly selector: LabelSelector;
  readonly denies: boolean;
  readonly rules: readonly AuthorizationRule[];
}

interface AuthorizationRule {
  /** Absent where anybody is meant. */
  readonly sources?: readonly Source[] | undefined;
  /** Whether it asks for more than who calls: a path, a method, a claim. */
  readonly conditional: boolean;
}

interface Source {
  readonly principals?: readonly string[] | undefined;
  readonly namespaces?: readonly string[] | undefined;
  readonly conditional: boolean;
}

/** Who calls, as a certificate of the mesh says it. */
export interface Identity {
  readonly trustDomain: string;
  readonly namespace: string;
  readonly serviceAccount: string;
}

const KNOWN_SOURCE_KEYS = ['principals', 'namespaces'];

/** Reads an AuthorizationPolicy; undefined where its action neither lets in nor keeps out. */
export function readAuthorizationPolicy(manifest: Manifest): AuthorizationPolicy | undefined {
  const { action, selector, rules } = objectOf(manifest['spec']);
  const verb = textOf(action) ?? 'ALLOW';
  if (verb !== 'ALLOW' && verb !== 'DENY') return undefined;
  return {
    name: manifest.metadata.name,
    selector: readSelector(selector),
    denies: verb === 'DENY',
    rules: listOf(rules).map(readRule),
  };
}

function readRule(value: Json): AuthorizationRule {
  const { from, to, when } = objectOf(value);
  const sources = listOf(from);
  return {
    sources: sources.length === 0 ? undefined : sources.map(readSource),
    conditional: listOf(to).length > 0 || listOf(when).length > 0,
  };
}

function readSource(value: Json): Source {
  const source = objectOf(objectOf(value)['source']);
  const texts = (key: string): readonly string[] | undefined =>
    source[key] === undefined ? undefined : listOf(source[key]).map(shown);
  return {
    principals: texts('principals'),
    namespaces: texts('namespaces'),
    conditional: Object.keys(source).some((key) => !KNOWN_SOURCE_KEYS.includes(key)),
  };
}

/**
 * Whether the policies that select a workload let a caller in: none that denies it, and one that allows it where any
 * allows anybody. A condition that is not about the caller counts as unmet for ALLOW and as met for DENY, or the other way
 * round with `doubt: 'open'`.
 */
export function isAuthorized(
  policies: readonly AuthorizationPolicy[],
  caller: Identity,
  doubt: 'open' | 'closed',
): boolean {
  const allowing = policies.filter((policy) => !policy.denies);
  const denied = policies.some((policy) => policy.denies && matches(policy, caller, doubt === 'closed'));
  return (
    !denied && (allowing.length === 0 || allowing.some((policy) => matches(policy, caller, doubt === 'open')))
  );
}

function matches({ rules }: AuthorizationPolicy, caller: Identity, assume: boolean): boolean {
  const namesCaller = ({ principals, namespaces, conditional }: Source): boolean =>
    (!conditional || assume) &&
    (principals === undefined || principals.some((pattern) => matchesText(pattern, principalOf(caller)))) &&
    (namespaces === undefined || namespaces.some((pattern) => matchesText(pattern, caller.namespace)));
  return rules.some(
    ({ sources, conditional }) =>
      (!conditional || assume) && (sources === undefined || sources.some(namesCaller)),
  );
}

function principalOf({ trustDomain, namespace, serviceAccount }: Identity): string {
  return `${trustDomain}/ns/${namespace}/sa/${serviceAccount}`;
}

/** Istio takes one star, alone, in front or at the end. */
function matchesText(pattern: string, text: string): boolean {
  if (pattern === '*') return text !== '';
  if (pattern.startsWith('*')) return text.endsWith(pattern.slice(1));
  if (pattern.endsWith('*')) return text.startsWith(pattern.slice(0, -1));
  return pattern === text;
}
