import { listOf, objectOf, textOf, valueAt } from '../../core/json';
import type { Json, JsonObject, Manifest } from '../../core/manifest';

/** A check of a policy: true for what may pass. */
export interface Validation {
  readonly expression: string;
  /** What is said where it has no expression, or that fails. */
  readonly message: string;
  readonly messageExpression?: string | undefined;
}

/** A ValidatingAdmissionPolicy with one of its bindings, as far as it says something about an object that is made. */
export interface AdmissionPolicy {
  readonly name: string;
  readonly binding: string;
  /** What is done with an object that it refuses: Deny, Warn, Audit. */
  readonly actions: readonly string[];
  /** Whether an expression that fails refuses the object. */
  readonly failsClosed: boolean;
  readonly resourceRules: readonly ResourceRule[];
  /** Selectors that the labels of the object's namespace must all match. */
  readonly namespaceSelectors: readonly JsonObject[];
  readonly conditions: readonly string[];
  readonly variables: readonly { readonly name: string; readonly expression: string }[];
  readonly validations: readonly Validation[];
  /** Where its parameters lie, if it has any. */
  readonly parameters?: ParameterPlace | undefined;
  /** A field that narrows whom it is asked about, and that is not understood here. */
  readonly narrowedBy?: string | undefined;
}

/** The object that holds the parameters of a binding. */
export interface ParameterPlace {
  readonly name: string;
  readonly namespace: string;
  /** Whether nothing is asked where it is not there; otherwise everything is refused. */
  readonly mayBeMissing: boolean;
}

interface ResourceRule {
  readonly apiGroups: readonly string[];
  readonly apiVersions: readonly string[];
  readonly resources: readonly string[];
}

/** What may narrow a policy to some objects, beside kinds and namespaces. */
const NARROWING = ['objectSelector', 'excludeResourceRules'] as const;

/** Every policy with each of its bindings. A policy without a binding says nothing, and a binding without a policy neither. */
export function admissionPolicies(
  policies: readonly Manifest[],
  bindings: readonly Manifest[],
): readonly AdmissionPolicy[] {
  const byName = new Map(policies.map((policy) => [policy.metadata.name, policy]));
  return bindings.flatMap((binding) => {
    const policy = byName.get(textOf(valueAt(binding, 'spec', 'policyName')) ?? '');
    return policy === undefined ? [] : [bound(policy, binding)];
  });
}

function bound(policy: Manifest, binding: Manifest): AdmissionPolicy {
  const spec = objectOf(policy['spec']);
  const bindingSpec = objectOf(binding['spec']);
  const constraints = [objectOf(spec['matchConstraints']), objectOf(bindingSpec['matchResources'])];
  return {
    name: policy.metadata.name,
    binding: binding.metadata.name,
    actions: textsOf(bindingSpec['validationActions']),
    failsClosed: spec['failurePolicy'] !== 'Ignore',
    resourceRules: listOf(constraints[0]?.['resourceRules'])
      .map(objectOf)
      .filter(ofCreation)
      .map(resourceRule),
    namespaceSelectors: constraints.map(({ namespaceSelector }) => objectOf(namespaceSelector)),
    conditions: listOf(spec['matchConditions']).map((condition) => field(condition, 'expression')),
    variables: listOf(spec['variables']).map((variable) => ({
      name: field(variable, 'name'),
      expression: field(variable, 'expression'),
    })),
    validations: listOf(spec['validations']).map(validation),
    narrowedBy: narrowing(constraints),
    parameters:
      spec['paramKind'] === undefined ? undefined : parameterPlace(objectOf(bindingSpec['paramRef'])),
  };
}

function narrowing(constraints: readonly JsonObject[]): string | undefined {
  const isSaid = (value: Json | undefined): boolean =>
    listOf(value).length > 0 || Object.keys(objectOf(value)).length > 0;
  const rules = constraints.flatMap(({ resourceRules }) => listOf(resourceRules).map(objectOf));
  if (rules.some(({ resourceNames }) => isSaid(resourceNames))) return 'resourceNames';
  // A binding may leave out kinds that its policy names.
  if (isSaid(constraints[1]?.['resourceRules'])) return 'matchResources.resourceRules';
  return NARROWING.find((field) => constraints.some((constraint) => isSaid(constraint[field])));
}

function ofCreation({ operations }: JsonObject): boolean {
  return textsOf(operations).some((operation) => operation === '*' || operation === 'CREATE');
}

function resourceRule(rule: JsonObject): ResourceRule {
  return {
    apiGroups: textsOf(rule['apiGroups']),
    apiVersions: textsOf(rule['apiVersions']),
    resources: textsOf(rule['resources']),
  };
}

function validation(value: unknown): Validation {
  const { expression, message, messageExpression } = value as Record<string, string | undefined>;
  return {
    expression: expression ?? '',
    message: message ?? `failed expression: ${expression ?? ''}`,
    messageExpression,
  };
}

function parameterPlace(reference: JsonObject): ParameterPlace {
  return {
    name: textOf(reference['name']) ?? '',
    namespace: textOf(reference['namespace']) ?? '',
    mayBeMissing: reference['parameterNotFoundAction'] !== 'Deny',
  };
}

function field(value: unknown, key: string): string {
  return (value as Record<string, string>)[key] ?? '';
}

function textsOf(value: Parameters<typeof listOf>[0]): readonly string[] {
  return listOf(value).flatMap((item) => textOf(item) ?? []);
}

const PLURALS: readonly (readonly [ending: RegExp, plural: string])[] = [
  [/[^aeiou]y$/, 'ies'],
  [/(s|x|ch|sh)$/, 'es'],
];

/** The resource that objects of a kind are requested by, in English plural, as every kind that is emitted has it. */
export function resourceOf(kind: string): string {
  const word = kind.toLowerCase();
  const [, plural] = PLURALS.find(([ending]) => ending.test(word)) ?? [];
  if (plural === 'ies') return `${word.slice(0, -1)}ies`;
  return `${word}${plural ?? 's'}`;
}

/** Whether a policy is asked about objects of a kind. */
export function asksAbout({ resourceRules }: AdmissionPolicy, apiVersion: string, kind: string): boolean {
  const slash = apiVersion.indexOf('/');
  const [group, version] = [apiVersion.slice(0, Math.max(slash, 0)), apiVersion.slice(slash + 1)];
  const has = (list: readonly string[], value: string): boolean => list.includes('*') || list.includes(value);
  return resourceRules.some(
    (rule) =>
      has(rule.apiGroups, group) && has(rule.apiVersions, version) && has(rule.resources, resourceOf(kind)),
  );
}
