import { listOf, objectOf, textOf, valueAt } from '../core/json';
import type { Json, JsonObject } from '../core/manifest';
import type { LintEntry } from './lint-entry';

/** The pods that an object makes. */
export interface PodTemplate {
  readonly entry: LintEntry;
  /** Path of the template in the object; '' where the object is the pod. */
  readonly field: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly spec: JsonObject;
  /** Containers that run beside one another, then those that prepare the ground for them. */
  readonly containers: readonly ContainerField[];
  /** Whether its pods end by themselves, so that nobody sends them requests. */
  readonly ends: boolean;
}

/** A container and its path in the object. */
export interface ContainerField {
  readonly container: JsonObject;
  readonly name: string;
  readonly field: string;
  readonly isInit: boolean;
}

/** Where the kinds that make pods hold the template. */
const TEMPLATE_PATHS: Readonly<Record<string, readonly string[]>> = {
  Pod: [],
  'Deployment.apps': ['spec', 'template'],
  'StatefulSet.apps': ['spec', 'template'],
  'DaemonSet.apps': ['spec', 'template'],
  'ReplicaSet.apps': ['spec', 'template'],
  'Rollout.argoproj.io': ['spec', 'template'],
  'Job.batch': ['spec', 'template'],
  'CronJob.batch': ['spec', 'jobTemplate', 'spec', 'template'],
};

/** The template of an object that makes pods; undefined for every other. */
export function podTemplateOf(entry: LintEntry): PodTemplate | undefined {
  const path = TEMPLATE_PATHS[entry.type];
  if (path === undefined) return undefined;
  const template = objectOf(valueAt(entry.object, ...path));
  const field = path.join('.');
  const spec = objectOf(template['spec']);
  const prefix = field === '' ? 'spec' : `${field}.spec`;
  return {
    entry,
    field,
    labels: objectOf(valueAt(template, 'metadata', 'labels')) as Record<string, string>,
    spec,
    containers: [
      ...containersOf(spec['containers'], `${prefix}.containers`, false),
      ...containersOf(spec['initContainers'], `${prefix}.initContainers`, true),
    ],
    ends: entry.type.endsWith('.batch'),
  };
}

function containersOf(value: Json | undefined, field: string, isInit: boolean): ContainerField[] {
  return listOf(value).map((item, index) => {
    const container = objectOf(item);
    return { container, name: textOf(container['name']) ?? '', field: `${field}[${index}]`, isInit };
  });
}

/** The path of a field of the pods that a template makes. */
export function fieldOf(template: PodTemplate, field: string): string {
  return template.field === '' ? field : `${template.field}.${field}`;
}
