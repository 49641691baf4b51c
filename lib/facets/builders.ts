import type { FacetBuilder } from './builder';
import { buildCalls } from './calls/builder';
import { buildData } from './data/builder';
import { buildIdentity } from './identity/builder';
import { buildRuntime } from './runtime/builder';
import { buildObservability } from './observability/builder';
import type { FacetName } from './schemas';
import { buildTraffic } from './traffic/builder';

/** The builder of every facet. One line a facet; the compiler names the one that is missing. */
export const FACET_BUILDERS: Readonly<Record<FacetName, FacetBuilder>> = {
  identity: buildIdentity,
  data: buildData,
  runtime: buildRuntime,
  traffic: buildTraffic,
  calls: buildCalls,
  observability: buildObservability,
};
