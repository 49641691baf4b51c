import { onceFor } from '../../core/once-for';
import type { Manifest } from '../../core/manifest';
import { NAMESPACE_NAME_LABEL, selects, type Labels } from '../label-selector';
import { admissionPolicies, asksAbout, type AdmissionPolicy } from './admission-policy';
import { judgePolicy, refusal, type Refusal, type Subject } from './judge-policy';
import { preparePolicy, type PreparedPolicy } from './prepared-policy';

/** What an API server knows when it is asked. */
export interface AdmissionWorld {
  readonly policies: readonly Manifest[];
  readonly bindings: readonly Manifest[];
  readonly parameters: (namespace: string, name: string) => Manifest | undefined;
  /** The labels of a namespace. */
  readonly labelsOf: (namespace: string) => Labels;
}

/** What admission policies say when objects are made. */
export interface Admission {
  readonly judge: (object: Manifest) => readonly Refusal[];
  /** Policies that cannot be judged here, with the reason: they use what Kubernetes alone has. */
  readonly unread: readonly { readonly policy: string; readonly reason: string }[];
}

/** A policy with the parameters that it has in this cluster. */
interface PolicyHere extends PreparedPolicy {
  readonly parameters: Manifest | null | 'missing';
}

const NONE: readonly Refusal[] = [];

/** Reads the policies of a cluster, to be asked about its objects. */
export function admission(world: AdmissionWorld): Admission {
  const unread: { policy: string; reason: string }[] = [];
  const policies = admissionPolicies(world.policies, world.bindings).flatMap((policy): PolicyHere[] => {
    const parameters = parametersOf(policy, world);
    if (parameters === 'skip') return [];
    try {
      return [{ ...preparePolicy(policy), parameters }];
    } catch (error) {
      unread.push({ policy: policy.name, reason: (error as Error).message.split('\n')[0] ?? '' });
      return [];
    }
  });
  const asked = askedAbout(policies, world);
  const judge = (object: Manifest): readonly Refusal[] => {
    const about = asked(object);
    return about.length === 0 ? NONE : judgeBy(about, object);
  };
  return { judge, unread };
}

function parametersOf(
  { parameters }: AdmissionPolicy,
  world: AdmissionWorld,
): Manifest | null | 'skip' | 'missing' {
  if (parameters === undefined) return null;
  const { namespace, name, mayBeMissing } = parameters;
  return world.parameters(namespace, name) ?? (mayBeMissing ? 'skip' : 'missing');
}

type Asked = (object: Manifest) => readonly PolicyHere[];

/** Which policies are asked about an object, found once for a kind, and once for each namespace that has objects of it. */
function askedAbout(policies: readonly PolicyHere[], world: AdmissionWorld): Asked {
  const kinds = new Map<string, Map<string, Asked>>();
  return (object) => {
    const { apiVersion, kind } = object;
    const ofVersion = kinds.get(apiVersion) ?? new Map<string, Asked>();
    kinds.set(apiVersion, ofVersion);
    const known =
      ofVersion.get(kind) ??
      askedIn(
        policies.filter(({ policy }) => asksAbout(policy, apiVersion, kind)),
        world,
      );
    ofVersion.set(kind, known);
    return known(object);
  };
}

/** A namespace is chosen by its own labels, what is in one by those of the namespace, and all else always. */
function askedIn(policies: readonly PolicyHere[], { labelsOf }: AdmissionWorld): Asked {
  if (policies.length === 0) return () => [];
  const namespaces = new Map<string, readonly PolicyHere[]>();
  const choosing = (labels: Labels): readonly PolicyHere[] =>
    policies.filter(({ selectors }) => selectors.every((selector) => selects(selector, labels)));
  return ({ kind, metadata: { name, namespace, labels } }) => {
    if (kind === 'Namespace') return choosing({ ...labels, [NAMESPACE_NAME_LABEL]: name });
    if (namespace === undefined) return policies;
    const known = namespaces.get(namespace) ?? choosing(labelsOf(namespace));
    namespaces.set(namespace, known);
    return known;
  };
}

function judgeBy(policies: readonly PolicyHere[], object: Manifest): readonly Refusal[] {
  const subjectFor = onceFor((parameters: Manifest) => subjectOf(object, parameters));
  const without = policies.some(({ parameters }) => parameters === null)
    ? subjectOf(object, null)
    : undefined;
  return policies.flatMap((policy) => {
    const { parameters } = policy;
    if (parameters === 'missing') return [refusal(policy.policy, 'its parameters are not there')];
    const subject = parameters === null ? without : subjectFor(parameters);
    return subject === undefined ? NONE : judgePolicy(policy, subject);
  });
}

function subjectOf(object: Manifest, params: Manifest | null): Subject {
  const { name, namespace = '' } = object.metadata;
  return {
    names: { object, oldObject: null, params, request: { operation: 'CREATE', name, namespace } },
    conditions: new Map(),
    variables: new Map(),
  };
}
