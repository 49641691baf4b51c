import { z } from 'zod';
import { callsFields, resolveCalls } from './calls/schema';
import { dataFields, resolveData } from './data/schema';
import { identityFields, resolveIdentity } from './identity/schema';
import { observabilityFields, resolveObservability } from './observability/schema';
import { resolveRuntime, runtimeFields } from './runtime/schema';
import { resolveTraffic, trafficFields } from './traffic/schema';

/** Every facet of the workload contract: its fields, and how they resolve. One line a facet. */
export const FACETS = {
  traffic: {
    schema: z.strictObject(trafficFields),
    resolve: resolveTraffic,
    describe: 'Who reaches the app, and how.',
  },
  runtime: {
    schema: z.strictObject(runtimeFields),
    resolve: resolveRuntime,
    describe: 'The process, its scale and its resources.',
  },
  calls: {
    schema: z.strictObject(callsFields),
    resolve: resolveCalls,
    describe: 'Who may call the app, and whom it calls.',
  },
  identity: {
    schema: z.strictObject(identityFields),
    resolve: resolveIdentity,
    describe: 'What the app may do.',
  },
  data: {
    schema: z.strictObject(dataFields),
    resolve: resolveData,
    describe: 'Where the data lives, and what a lost region may cost.',
  },
  observability: {
    schema: z.strictObject(observabilityFields),
    resolve: resolveObservability,
    describe: 'What is promised and measured.',
  },
} as const;

/** Name of a facet. */
export type FacetName = keyof typeof FACETS;

/** All facets of one app in one cluster, resolved. */
export type FacetValues = { readonly [F in FacetName]: ReturnType<(typeof FACETS)[F]['resolve']> };

/** Names of all facets, in the order of the reference page. */
export const FACET_NAMES = Object.keys(FACETS) as readonly FacetName[];
