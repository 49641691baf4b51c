/** A message of `istioctl analyze` or of istiod's log that we know and accept. */
export interface KnownMessage {
  readonly text: RegExp;
  readonly why: string;
}

/** Reviewed: what `istioctl analyze` may say of a tree. */
export const KNOWN_ANALYSIS: readonly KnownMessage[] = [];

/** Reviewed: warnings and errors in istiod's log that come from how it is run here. */
export const KNOWN_LOG: readonly KnownMessage[] = [];
