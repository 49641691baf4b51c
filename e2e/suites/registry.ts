import { admission } from './admission';
import { change } from './change/change';
import { istio } from './istio';
import { mutations } from './mutations/mutations';
import { regionLoss } from './region-loss';
import { rules } from './rules';
import type { Suite } from './suite';
import { sync } from './sync';
import { traffic } from './traffic/traffic';

/** Every suite, in the order in which those of a row run. */
export const SUITES: readonly Suite[] = [
  admission,
  rules,
  istio,
  sync,
  change,
  regionLoss,
  traffic,
  mutations,
];
