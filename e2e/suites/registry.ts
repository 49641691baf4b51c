import { admission } from './admission';
import type { Suite } from './suite';

/** Every suite, in the order in which they run. */
export const SUITES: readonly Suite[] = [admission];
