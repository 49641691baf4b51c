import { z } from 'zod';
import { name } from '../schema/leaves';

const storeName = z
  .string()
  .regex(
    /^[A-Za-z0-9]([A-Za-z0-9/_.-]{0,62}[A-Za-z0-9])?$/,
    'expected letters, digits and dashes, at most 64',
  );

const keyArn = z
  .string()
  .regex(/^arn:aws[\w-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/, 'expected the ARN of a key of AWS KMS');

/** Where a cluster is in its cloud. Nothing of it is secret. */
export const accountSchema = z
  .strictObject({
    id: z
      .string()
      .max(140)
      .optional()
      .describe(
        'Account of AWS (12 digits, in quotes), `subscription/resource group` of Azure, or project of Google Cloud.',
      ),
    issuer: z
      .string()
      .max(300)
      .regex(
        /^https:\/\/[a-z0-9][a-z0-9.-]*(\/[\w-]+)*\/?$/,
        'expected an address such as https://oidc.example.com/id/1',
      )
      .optional()
      .describe('Issuer of the tokens of its service accounts; `irsa` and AKS need it.'),
    secretStore: storeName
      .optional()
      .describe('Key Vault on Azure; elsewhere what stands before the names of secrets.'),
    platformStore: storeName
      .optional()
      .describe(
        "Key Vault of the platform's own secrets on Azure; elsewhere what stands before their names, which begin with the name of the fleet anyway.",
      ),
    eventStore: storeName
      .optional()
      .describe(
        'Namespace of Service Bus on Azure; elsewhere what stands before the names of topics and queues.',
      ),
    objectStore: storeName
      .optional()
      .describe('Storage account on Azure; elsewhere what stands before the names of buckets.'),
    keys: z
      .strictObject({
        secrets: keyArn.optional().describe('Key that secrets are encrypted with.'),
        objects: keyArn.optional().describe('Key that objects in buckets are encrypted with.'),
        events: keyArn.optional().describe('Key that topics and queues are encrypted with.'),
      })
      .optional()
      .describe(
        'Keys of your own in AWS: whoever may read or write there may use them for that. Elsewhere the service uses the key by itself, and they are refused.',
      ),
    identities: z
      .record(
        name,
        z
          .string()
          .max(300)
          .regex(/^[\w:/@.+-]+$/, 'expected what the cloud calls the identity'),
      )
      .optional()
      .describe(
        'What the cloud calls identities that exist already, by `identity.cloudPermissionsProfile`: the ARN of a role, the client id of a managed identity (AKS always needs it), the address of a service account. On EKS also, by the name of a group of `access`, the role that its people take on.',
      ),
  })
  .describe('Where the cluster is in its cloud, so that apps there can be given permissions.');
