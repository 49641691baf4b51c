import type { Account, Document } from '../identity/identity';

/** Groups of people that a cluster knows, as its identity provider spells them. */
export interface PeopleQuestion {
  readonly cluster: string;
  readonly account: Account;
  /** In code-point order, each once. */
  readonly groups: readonly string[];
}

/** How a cloud lets groups of people into a cluster. */
export interface ProviderPeople {
  /** How a group is spelt there, what that is, and one to show. */
  readonly group: { readonly form: RegExp; readonly what: string; readonly example: string };
  /** What makes the cluster know them, for whoever installs it: a sentence. */
  readonly known: string;
  /** What whoever owns the account applies there; absent where nothing is missing. */
  readonly document?: (question: PeopleQuestion) => Document | undefined;
}
