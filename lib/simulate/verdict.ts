/** Whether a connection gets through, and where it ends when it does not. */
export type Verdict = { readonly open: true } | { readonly open: false; readonly closedAt: string };
