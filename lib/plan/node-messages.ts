import { defineMessage, type Position } from '../core/diagnostic';
import { counted, listed } from '../core/text';

/** A takeover that counts on machines which may not be there. */
export const takeoverUnreserved = defineMessage<{
  at: Position;
  cluster: string;
  loss: string;
  apps: readonly string[];
  more: number;
  kept: number;
}>('plan/takeover-unreserved', {
  severity: 'warning',
  strict: true,
  reason:
    'While a region is lost, everybody whose apps were there asks the next one for machines: what is not kept may be sold out.',
  text: ({ at, cluster, loss, apps, more, kept }) => ({
    at,
    message: `after the loss of ${loss}, ${cluster} starts ${counted(more, 'node')} more, for ${listed(apps)} among others, and ${kept === 0 ? 'none is' : `${kept} are`} reserved or held ready`,
    remedy: `Reserve ${counted(more, 'machine')} with the provider and note that under capacity.reservations; "reservations: []" says that the risk is taken.`,
  }),
});

/** Pools that may ask for more machines than the provider sells to the account. */
export const quotaBelowPools = defineMessage<{
  at: Position;
  cluster: string;
  vcpus: number;
  quota: number;
}>('plan/quota-below-pools', {
  severity: 'warning',
  reason: 'A limit that the quota does not reach looks like room, and is refused when it is needed.',
  text: ({ at, cluster, vcpus, quota }) => ({
    at,
    message: `the nodes of ${cluster} may have ${vcpus} virtual CPUs together, and the quota is ${quota}`,
    remedy: `Have the quota raised to ${vcpus}, or lower capacity.cpu.`,
  }),
});
