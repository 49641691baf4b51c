import { z } from 'zod';
import { dnsName, name } from '../schema/leaves';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const AZURE = {
  subscription: z
    .string()
    .regex(UUID, 'expected the ID of a subscription')
    .describe('ID of the Azure subscription that the profiles are in.'),
  resourceGroup: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,90}$/, 'expected the name of a resource group')
    .describe('Resource group of the profiles.'),
};

/** What answers users with a region, and what each needs to be told. One line a service. */
const SERVICES = {
  route53: z
    .strictObject({
      hostedZone: z
        .string()
        .regex(/^Z[A-Z0-9]{5,31}$/, 'expected the ID of a hosted zone, such as Z0123456789ABCDEFGHIJ')
        .describe('ID of the public hosted zone that holds `domain`.'),
    })
    .optional()
    .describe('Amazon Route 53: records of every region, written by its controller for Kubernetes (ACK).'),
  trafficManager: z
    .strictObject(AZURE)
    .optional()
    .describe('Azure Traffic Manager: a profile for each host, written by Azure Service Operator.'),
  frontDoor: z
    .strictObject({
      ...AZURE,
      keeper: name.describe(
        'Cluster whose tree holds the profile and its endpoint; losing it moves no user.',
      ),
      endpointHost: dnsName
        .optional()
        .describe(
          'Host name that Azure gave to the endpoint, which public hosts become names of. It is known once the endpoint is there.',
        ),
      profileId: z
        .string()
        .regex(UUID, 'expected the ID of a profile, as its status.frontDoorId has it')
        .optional()
        .describe(
          'ID that Azure gave to the profile. Front Door sends it with every request in X-Azure-FDID, and the Gateways refuse what comes without it.',
        ),
    })
    .optional()
    .describe(
      'Azure Front Door: takes the requests of every public host itself, and hands each to a region; written by Azure Service Operator.',
    ),
  gkeGateway: z
    .strictObject({
      configCluster: name.describe('Cluster whose Gateways Google reads for all; losing it moves no user.'),
      addressName: name.describe('Name of the global address that is reserved for the Gateway.'),
      address: z
        .string()
        .regex(/^((25[0-5]|2[0-4]\d|1?\d?\d)(\.(?!$)|$)){4}$/, 'expected an address such as 203.0.113.10')
        .describe('That address, which public hosts have as their record.'),
    })
    .optional()
    .describe(
      'The multi-cluster Gateway of Google: takes the requests of every public host itself, and hands each to a cluster of its own fleet.',
    ),
};

/** `entry` of fleet.yaml: what sends users to a region. */
export const entrySchema = z
  .strictObject(SERVICES)
  .refine(
    (services) => Object.values(services).filter((service) => service !== undefined).length === 1,
    `expected one of ${Object.keys(SERVICES).join(', ')}`,
  )
  .optional()
  .describe(
    'What sends users to a region; without it nothing is written for them, and they are yours to send.',
  );
