/** The two rows of Applications in each cluster: what the platform owns, and what the teams own. */
export type Lane = 'baseline' | 'apps';

/** What a unit is to Argo CD: reconciled, held still, or emptied on purpose. */
export type UnitState = 'active' | 'frozen' | 'removed';
