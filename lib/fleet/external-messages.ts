import { defineMessage, type Position } from '../core/diagnostic';
import { listed } from '../core/text';

interface Place {
  readonly at: Position;
  readonly app: string;
}

/** One host of a namespace with two meanings. */
export const externalTwice = defineMessage<Place & { host: string; other: string }>('fleet/external-twice', {
  reason: 'In a namespace one name stands for one list of endpoints; Istio would take the older.',
  text: ({ at, app, host, other }) => ({
    at,
    message: `${app} calls "${host}", which ${other === app ? 'it names twice' : `${other} in the same namespace names too`}`,
    remedy: 'Name it once in each namespace, or give the apps namespaces of their own.',
  }),
});

/** An endpoint where the data of the app must not be. */
export const externalOutsideResidency = defineMessage<
  Place & { name: string; region: string; geography: string; allowed: readonly string[]; other: Position }
>('fleet/external-outside-residency', {
  reason: 'When the endpoints that come first fail, what is sent to this one leaves the geography.',
  text: ({ at, app, name, region, geography, allowed, other }) => ({
    at,
    message: `${app} may fail over to ${name} in ${region}, which is in "${geography}", and its data must stay in ${listed(allowed, 'or')}`,
    remedy: 'Take the endpoint out, or widen the residency if the law allows it.',
    related: [{ label: 'the residency', at: other }],
  }),
});

/** An endpoint that the app's own policy shuts. */
export const externalShut = defineMessage<
  Place & { name: string; address: string; ranges: readonly string[] }
>('fleet/external-shut', {
  reason: 'The network policy of the app opens the ranges of the contract, and nothing beside them.',
  text: ({ at, app, name, address, ranges }) => ({
    at,
    message: `the endpoint ${address} of ${name} is in none of the ranges that ${app} is let out to: ${listed(ranges)}`,
    remedy: 'Add its range to "cidrs", or correct the address.',
  }),
});
