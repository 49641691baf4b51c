/** A mistake that the offline validation and the API server judge differently, and why that is right. */
export interface Difference {
  /** Kind of the object; '*' for any. */
  readonly kind: string;
  /** Place of the mistake, or a pattern of places. */
  readonly path: RegExp;
  readonly mistake: string;
  readonly why: string;
}

/** Reviewed: what the offline validation refuses and the API server takes. */
export const STRICTER_OFFLINE: readonly Difference[] = [
  {
    kind: '*',
    path: /^metadata\.namespace$/,
    mistake: 'missing',
    why: 'the server takes an object without a namespace into the one of the request; we always write it',
  },
  {
    kind: 'LimitRange',
    path: /^spec\.limits$/,
    mistake: 'missing',
    why: 'the published schema requires it, the server takes an absent list for an empty one',
  },
  {
    kind: 'Deployment',
    path: /lifecycle\.preStop\.sleep\.seconds$/,
    mistake: 'missing',
    why: 'the published schema requires it, the server takes an absent number for 0',
  },
  {
    kind: 'PriorityClass',
    path: /^value$/,
    mistake: 'missing',
    why: 'the published schema requires it, the server takes an absent number for 0',
  },
  {
    kind: 'RoleBinding',
    path: /^roleRef\.apiGroup$/,
    mistake: 'missing',
    why: 'the published schema requires it, the server fills in the only group that there is',
  },
  {
    kind: 'ClusterRoleBinding',
    path: /^roleRef\.apiGroup$/,
    mistake: 'missing',
    why: 'the published schema requires it, the server fills in the only group that there is',
  },
  {
    kind: 'NodePool',
    path: /^spec\.disruption\.budgets\[\d+\]\.nodes$/,
    mistake: 'missing',
    why: 'the published schema requires it, the server fills in its default before it looks',
  },
];

/** Reviewed: sorts of mistakes that only a server can judge, with the reason. */
export const ONLY_THE_SERVER: readonly { readonly mistake: string; readonly why: string }[] = [
  { mistake: 'rule', why: 'compares several fields, or parses a text by code that no schema carries' },
  {
    mistake: 'range',
    why: 'for kinds of Kubernetes itself the limits are in code, not in the published schema',
  },
  { mistake: 'name', why: 'what an object may be called is in code, kind by kind' },
  { mistake: 'namespace', why: 'whether a namespace exists is a fact of the cluster' },
];
