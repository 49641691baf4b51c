import type { Construct } from 'constructs';
import type { Placement } from '../plan/placement';

/** Describes what one facet of the contract means for an app's unit in one cluster. */
export type FacetBuilder = (scope: Construct, placement: Placement) => void;
