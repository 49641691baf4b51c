import type { KubeObject } from '../../harness/kube-client';

/** What an object does wrong; the first four are judged offline as well. */
export type Mistake = 'unknown field' | 'type' | 'enum' | 'required' | 'range' | 'rule' | 'name';

/** An object that the API server must refuse. */
export interface RefusedObject {
  readonly name: string;
  readonly mistake: Mistake;
  /** What the server's message must say. */
  readonly because: RegExp;
  readonly object: KubeObject;
}

/** Namespace of the corpus. */
export const NAMESPACE = 'refused';

/** An object of the corpus in its namespace. */
export function make(
  apiVersion: string,
  kind: string,
  rest: Readonly<Record<string, unknown>>,
  name = 'x',
): KubeObject {
  return { apiVersion, kind, metadata: { name, namespace: NAMESPACE }, ...rest };
}

/** An object of the corpus as its lists write it. */
export type Row = readonly [name: string, mistake: Mistake, because: RegExp, object: KubeObject];
