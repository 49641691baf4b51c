import type { DataMode } from '../facets/data/schema';

/** Who may take writes: any region, the primary alone, or each region for what is homed in it. */
export type Writers = 'any' | 'one' | 'home';

/** What a data mode promises. */
export interface DataModeFacts {
  readonly writers: Writers;
  /** Whether losing a region can cost no write at all. */
  readonly zeroRpo: boolean;
  /** Whether a standby holds a live copy, so that it can take over before anybody restores or rebuilds data. */
  readonly liveStandby: boolean;
  /** Whether the app waits in a standby with one replica, until a person scales it up. */
  readonly idleStandby?: true;
  readonly leastRegions: number;
}

/** The modes, from the field's common patterns; docs/glossary.md explains each. */
export const DATA_MODE_FACTS: Readonly<Record<DataMode, DataModeFacts>> = {
  none: { writers: 'any', zeroRpo: true, liveStandby: false, leastRegions: 1 },
  regional: { writers: 'home', zeroRpo: false, liveStandby: false, leastRegions: 1 },
  'single-primary': { writers: 'one', zeroRpo: false, liveStandby: false, leastRegions: 1 },
  'backup-restore': { writers: 'one', zeroRpo: false, liveStandby: false, leastRegions: 1 },
  'pilot-light': { writers: 'one', zeroRpo: false, liveStandby: true, idleStandby: true, leastRegions: 2 },
  'regional-primary-with-standby': { writers: 'one', zeroRpo: false, liveStandby: true, leastRegions: 2 },
  'hot-standby': { writers: 'one', zeroRpo: false, liveStandby: true, leastRegions: 2 },
  'active-active': { writers: 'any', zeroRpo: false, liveStandby: true, leastRegions: 2 },
  consensus: { writers: 'any', zeroRpo: true, liveStandby: true, leastRegions: 3 },
  'event-sourced': { writers: 'any', zeroRpo: false, liveStandby: true, leastRegions: 2 },
  'regional-writes-global-reads': { writers: 'home', zeroRpo: false, liveStandby: true, leastRegions: 2 },
};
