import type { LintRule } from './lint';
import { containersDeclareResources } from './rules/containers-declare-resources';
import { imagesArePinned } from './rules/images-are-pinned';
import { podsAreLabelled } from './rules/pods-are-labelled';
import { podsAreRestricted } from './rules/pods-are-restricted';
import { podsHaveAnIdentity } from './rules/pods-have-an-identity';
import { podsShareNothingWithTheHost } from './rules/pods-share-nothing-with-the-host';
import { servedPortsAreProbed } from './rules/served-ports-are-probed';

/** Every rule. One line a rule. */
export const RULES: readonly LintRule[] = [
  containersDeclareResources,
  imagesArePinned,
  podsAreLabelled,
  podsAreRestricted,
  podsHaveAnIdentity,
  podsShareNothingWithTheHost,
  servedPortsAreProbed,
];
