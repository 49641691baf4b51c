/** Where the parameters of every policy lie in a cluster: one ConfigMap in the platform's namespace. */
export const PARAMETERS_NAME = 'policy-parameters';

/** What the parameters are called. Lists are texts with commas, because a ConfigMap holds nothing else. */
export const PARAMETER = {
  /** Registries that images may come from, each with a slash at its end. */
  registries: 'registries',
  /** Digests that may not run, each with its algorithm in front. */
  blockedDigests: 'blocked-digests',
  /** Labels that the pods of workloads carry. */
  labels: 'labels',
  /** Accounts that may hold a token of the API server, as `<namespace>/<account>`. */
  tokenAccounts: 'token-accounts',
  /** What the image of a proxy begins with that the mesh puts into a pod; empty outside the mesh. */
  proxyImage: 'proxy-image',
} as const;

/** The parameter that says who is exempt from a rule, as `<namespace>/<app>` or `<namespace>/*`; absent where nobody is. */
export function exemptParameter(rule: string): string {
  return `exempt.${rule}`;
}

/** A parameter as an expression reads it: a list of texts. */
export function listParameter(name: string): string {
  return `params.data[?'${name}'].orValue('').split(',')`;
}
