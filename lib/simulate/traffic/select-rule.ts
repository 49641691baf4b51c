import { listOf, objectOf, shown, textOf, valueAt } from '../../core/json';
import type { Manifest } from '../../core/manifest';
import { sortedBy } from '../../core/text';
import { readSelector, selects, type Labels } from '../label-selector';

/** Who looks for the rule of a host, and where its own cluster keeps rules. */
export interface RuleQuestion {
  readonly host: string;
  readonly clientNamespace: string;
  readonly clientLabels: Labels;
  readonly serviceNamespace: string;
  readonly rootNamespace: string;
  /** DestinationRules of one namespace of the client's cluster. */
  readonly rulesIn: (namespace: string) => readonly Manifest[];
}

/**
 * The DestinationRules that one client obeys for a host, the first one deciding: those of its own namespace, else those that
 * the service's namespace exports, else those of the root namespace. Nothing is merged across namespaces. Several rules of
 * one namespace are ordered by name, because their age is not known before they are applied.
 *
 * Source: istio push_context.go `destinationRule`.
 */
export function selectRules(question: RuleQuestion): readonly Manifest[] {
  const { clientNamespace, serviceNamespace, rootNamespace } = question;
  const steps = [
    ...(clientNamespace === rootNamespace ? [] : [{ namespace: clientNamespace, own: true }]),
    { namespace: serviceNamespace, own: false },
    { namespace: rootNamespace, own: false },
  ];
  for (const { namespace, own } of steps) {
    const rules = matching(question, namespace).filter((rule) => own || isExported(rule, clientNamespace));
    if (rules.length > 0) return rules;
  }
  return [];
}

/** The most specific host of a namespace wins, and rules for the client's own pods win over the others. */
function matching(
  { host, clientLabels, clientNamespace, rulesIn }: RuleQuestion,
  namespace: string,
): readonly Manifest[] {
  const candidates = sortedBy(rulesIn(namespace), ({ metadata }) => metadata.name)
    .map((rule) => ({ rule, pattern: ruleHost(rule), selector: valueAt(rule['spec'], 'workloadSelector') }))
    .filter(
      ({ pattern }) => pattern === host || (pattern.startsWith('*') && host.endsWith(pattern.slice(1))),
    );
  const longest = candidates.reduce((length, { pattern }) => Math.max(length, specificity(pattern)), 0);
  const best = candidates.filter(({ pattern }) => specificity(pattern) === longest);
  const selecting = best.filter(
    ({ selector }) =>
      selector !== undefined &&
      namespace === clientNamespace &&
      selects(readSelector(selector), clientLabels),
  );
  return (selecting.length > 0 ? selecting : best.filter(({ selector }) => selector === undefined)).map(
    ({ rule }) => rule,
  );
}

function specificity(pattern: string): number {
  return pattern.startsWith('*') ? pattern.length : Number.MAX_SAFE_INTEGER;
}

/** A host without a dot is one of the rule's own namespace; any dot makes it a whole name. */
function ruleHost(rule: Manifest): string {
  const host = textOf(valueAt(rule['spec'], 'host')) ?? '';
  return host === '*' || host.includes('.')
    ? host
    : `${host}.${rule.metadata.namespace ?? ''}.svc.cluster.local`;
}

function isExported({ spec }: Manifest, clientNamespace: string): boolean {
  const to = listOf(objectOf(spec)['exportTo']).map(shown);
  return to.length === 0 || to.includes('*') || to.includes(clientNamespace);
}
