/** A warning of the API server that we know and accept. */
export interface KnownWarning {
  readonly text: RegExp;
  readonly why: string;
}

/** Reviewed: warnings that our objects may cause. */
export const KNOWN_WARNINGS: readonly KnownWarning[] = [
  {
    text: /resources-finalizer\.argocd\.argoproj\.io.*prefer a domain-qualified finalizer name/,
    why: 'Argo CD knows its finalizer by this name alone',
  },
];
