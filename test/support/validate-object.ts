import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { groupOf, type JsonObject } from '../../lib/core/manifest';
import { sortedUnique } from '../../lib/core/text';
import { fieldPath, type PathStep } from './field-path';
import { addKubernetesFormats } from './kubernetes-formats';
import { addUniqueKeys } from './unique-keys';

const SCHEMAS = join(process.cwd(), 'schemas/kubernetes');

/** What an API server would refuse in an object, each as `path: reason`; unknown fields and kinds are refused. */
export const validateObject = objectValidator();

/** The strict JSON Schema of a kind, or undefined where it is not among the emitted kinds. */
export function schemaOf(apiVersion: string, kind: string): JsonObject | undefined {
  const group = groupOf(apiVersion) || 'core';
  const version = apiVersion.slice(apiVersion.indexOf('/') + 1);
  const path = join(SCHEMAS, `${group}_${version}_${kind}.json`);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as JsonObject) : undefined;
}

/** A validator of its own, with its own store of compiled schemas. */
export function objectValidator(): (manifest: unknown) => string[] {
  const ajv = new Ajv({ allErrors: true, strictTypes: false, unicodeRegExp: false });
  addKubernetesFormats(ajv);
  addUniqueKeys(ajv);
  const compiled = new Map<string, ValidateFunction>();
  return (manifest) => {
    const { apiVersion, kind } = (manifest ?? {}) as Record<string, unknown>;
    if (typeof apiVersion !== 'string' || typeof kind !== 'string')
      return ['(object): no apiVersion and kind'];
    const key = `${apiVersion} ${kind}`;
    let validate = compiled.get(key);
    if (validate === undefined) {
      const schema = schemaOf(apiVersion, kind);
      if (schema === undefined) return [`kind: ${kind} of ${apiVersion} is not among the emitted kinds`];
      validate = ajv.compile(schema);
      compiled.set(key, validate);
    }
    if (validate(manifest)) return [];
    return sortedUnique((validate.errors ?? []).map((error) => described(error, manifest)));
  };
}

function described(error: ErrorObject, manifest: unknown): string {
  const params = error.params as Record<string, unknown>;
  const steps = stepsOf(error.instancePath, manifest);
  const at = fieldPath(steps);
  switch (error.keyword) {
    case 'additionalProperties':
      return `${fieldPath([...steps, String(params['additionalProperty'])])}: unknown field`;
    case 'required':
      return `${fieldPath([...steps, String(params['missingProperty'])])}: required`;
    case 'enum':
      return `${at}: must be one of ${(params['allowedValues'] as unknown[]).join(', ')}`;
    case 'const':
      return `${at}: must be ${String(params['allowedValue'])}`;
    case 'false schema':
      return `${at}: not allowed for this kind`;
    default:
      return `${at}: ${error.message ?? error.keyword}`;
  }
}

/** The steps of a JSON pointer into a value: indexes of lists become numbers. */
function stepsOf(pointer: string, value: unknown): PathStep[] {
  const steps: PathStep[] = [];
  let current = value;
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    steps.push(Array.isArray(current) ? Number(name) : name);
    current = (current as Record<string, unknown> | null)?.[name];
  }
  return steps;
}
