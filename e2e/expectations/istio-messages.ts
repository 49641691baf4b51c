/** A message of `istioctl analyze` or of istiod's log that we know and accept. */
export interface KnownMessage {
  readonly text: RegExp;
  readonly why: string;
}

/** Reviewed: what `istioctl analyze` may say of a tree. */
export const KNOWN_ANALYSIS: readonly KnownMessage[] = [
  {
    text: /^Warning IST0134 ServiceEntry .*: ServiceEntry addresses are required for this protocol\.$/,
    why: 'istiod gives it an address, into the status, which files do not have: the suite waits for it',
  },
];

/** Reviewed: warnings and errors in istiod's log that come from how it is run here. */
export const KNOWN_LOG: readonly KnownMessage[] = [
  {
    text: /\t(config validation|discovery|sidecar injector) is not ready$/,
    why: 'our own ready probe, while it starts',
  },
  { text: /\tslow startup task\t/, why: 'a busy machine' },
  {
    text: /gatewayclasses\.gateway\.networking\.k8s\.io "istio[a-z-]*" already exists/,
    why: 'it creates its own classes and meets its own first attempt',
  },
];
