import { onceFor } from '../../core/once-for';
import type { Plan } from '../plan';
import { capacityOf } from './capacity';

/** What each cluster that says how far it can grow has to hold at worst; worked out once for a plan. */
export const needsOf = onceFor((plan: Plan) => capacityOf(plan).clusters);
