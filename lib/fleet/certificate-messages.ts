import { defineMessage, type Position } from '../core/diagnostic';

interface Place {
  readonly at: Position | undefined;
}

/** A zone of another cloud, or misspelt. */
export const foreignZone = defineMessage<
  Place & { id: string; provider: string; title: string; example: string }
>('fleet/foreign-zone', {
  reason: 'Permissions are given for the zone by its name, and nobody would write into another.',
  text: ({ at, id, provider, title, example }) => ({
    at,
    message: `"${id}" is no zone of provider "${provider}"`,
    remedy: `Write ${title}, such as ${example}.`,
  }),
});

/** The records of the entry are in another zone than those of the clusters. */
export const zonesDiffer = defineMessage<Place & { id: string; other: Position }>('fleet/zones-differ', {
  reason: 'One zone answers for the domain: records in another are found by nobody.',
  text: ({ at, id, other }) => ({
    at,
    message: `the domain is in the zone "${id}", and the entry writes into another`,
    remedy: 'Name one zone in both places.',
    related: [{ label: 'that of the entry', at: other }],
  }),
});

/** An issuer that could prove no name. */
export const issuerWithoutZone = defineMessage<Place & { issuer: string }>('fleet/issuer-without-zone', {
  reason:
    'It proves a name by a record in the zone of the domain, because several regions answer for one host.',
  text: ({ at, issuer }) => ({
    at,
    message: `issuer "${issuer}" has no zone to write into`,
    remedy: 'Say in `dnsZone` where the public records of the domain are kept.',
  }),
});
