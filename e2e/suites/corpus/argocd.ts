import type { KubeObject } from '../../harness/kube-client';
import { make, type Row } from './refused-object';

function application(spec: object): KubeObject {
  const whole = {
    project: 'x',
    source: { repoURL: 'https://git.example/x.git', path: 'x' },
    destination: { name: 'x' },
  };
  return make('argoproj.io/v1alpha1', 'Application', { spec: { ...whole, ...spec } });
}

function applicationSet(spec: object): KubeObject {
  const template = { metadata: { name: 'x' }, spec: { project: 'x', destination: { name: 'x' } } };
  return make('argoproj.io/v1alpha1', 'ApplicationSet', { spec: { generators: [], template, ...spec } });
}

/** What is wrong in objects of Argo CD. */
export const ARGOCD_ROWS: readonly Row[] = [
  [
    'application without a project',
    'required',
    /project: Required value/,
    make('argoproj.io/v1alpha1', 'Application', { spec: { destination: { name: 'x' } } }),
  ],
  [
    'application with a misspelt switch',
    'unknown field',
    /\.selfheal: field not declared in schema/,
    application({ syncPolicy: { automated: { selfheal: true } } }),
  ],
  [
    'prune as text',
    'type',
    /expected boolean/,
    application({ syncPolicy: { automated: { prune: 'true' } } }),
  ],
  [
    'set with an unknown policy',
    'enum',
    /Unsupported value: "keep"/,
    applicationSet({ syncPolicy: { applicationsSync: 'keep' } }),
  ],
  [
    'set without generators',
    'required',
    /generators: Required value/,
    applicationSet({ generators: undefined }),
  ],
  [
    'set with a misspelt option',
    'unknown field',
    /\.goTemplates: field not declared in schema/,
    applicationSet({ goTemplates: true }),
  ],
  [
    'project with a misspelt list',
    'unknown field',
    /\.sourceRepo: field not declared in schema/,
    make('argoproj.io/v1alpha1', 'AppProject', { spec: { sourceRepo: [] } }),
  ],
];
