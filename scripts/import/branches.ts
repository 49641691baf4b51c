/** What the typings of a kind leave out: branches that Meridian never writes, and recursion. */
export interface Branches {
  /** Paths of properties that go; '*' stands for the element of a list or map. */
  readonly drop?: readonly string[];
  /** Paths of objects of whose properties only these stay. */
  readonly only?: Readonly<Record<string, readonly string[]>>;
  /** Paths that stay, but hold any value. */
  readonly open?: readonly string[];
}

const GENERATORS = ['list', 'clusters', 'git', 'matrix', 'merge'] as const;

/** By `Kind.group`; a kind that is not here keeps all its branches. Validation uses the whole schema of every kind. */
export const BRANCHES: Readonly<Record<string, Branches>> = {
  'Application.argoproj.io': { drop: ['operation'] },
  'Certificate.cert-manager.io': {
    only: { spec: ['dnsNames', 'duration', 'issuerRef', 'privateKey', 'renewBefore', 'secretName'] },
  },
  'ApplicationSet.argoproj.io': {
    only: { 'spec.generators.*': [...GENERATORS, 'selector'] },
    open: [
      ...GENERATORS.map((generator) => `spec.generators.*.${generator}.template`),
      'spec.generators.*.matrix.generators.*',
      'spec.generators.*.merge.generators.*',
    ],
  },
};
