import { z } from 'zod';
import { DNS_LABEL } from '../core/names';
import { appName, day, name, namespaceName } from '../schema/leaves';

/** How a rule is enforced, the mildest first: a line in the audit log, a warning to whoever applies, a refusal. */
export const POLICY_MODES = ['audit', 'warn', 'deny'] as const;

/** One of them. */
export type PolicyMode = (typeof POLICY_MODES)[number];

const ruleName = z
  .string()
  .regex(DNS_LABEL, 'expected the name of a policy rule, such as must-run-as-non-root');

const labelKey = z
  .string()
  .regex(/^[a-zA-Z0-9]([\w./-]{0,98}[a-zA-Z0-9])?$/, 'expected the key of a label, such as team');

/** One line, as it will stand beside others. */
const reason = z
  .string()
  .trim()
  .min(1)
  .max(300)
  .regex(/^[^\r\n]+$/, 'expected one line');

const enforcementSchema = z.strictObject({
  mode: z
    .enum(POLICY_MODES)
    .default('deny')
    .describe('What becomes of objects that break a rule: noted in the audit log, warned about, or refused.'),
  rules: z
    .record(ruleName, z.enum(POLICY_MODES))
    .default({})
    .describe('Rules that are enforced otherwise, such as one that is new.'),
});

const exemptionSchema = z.strictObject({
  rule: ruleName.describe('Rule that does not hold.'),
  namespace: namespaceName.describe('Namespace in which it does not hold.'),
  app: appName
    .optional()
    .describe('App there, by the label app.kubernetes.io/name; default is everything in the namespace.'),
  clusters: z.array(name).min(1).optional().describe('Clusters where it does not hold; default is all.'),
  owner: name.describe('Team that answers for it.'),
  reason: reason.describe('Why it cannot be done otherwise.'),
  expires: day.describe('Last day on which it is needed; after it synth warns.'),
});

/** A digest of a blocked image; shown as an incident's notes show it. */
const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/, 'expected sha256: and 64 hexadecimal digits');

/** How policies are enforced, and from what. */
export const policySchema = z
  .strictObject({
    enforcement: z
      .record(name, enforcementSchema)
      .default({})
      .describe('Ring → how its clusters enforce their policy; default is `deny`.'),
    exemptions: z
      .array(exemptionSchema)
      .default([])
      .describe('What a rule does not hold for, each with an owner and a last day.'),
    blockedDigests: z
      .array(
        z.strictObject({
          digest: digest.describe('Digest of the image.'),
          reason: reason.describe('What is wrong with it, and where that is written down.'),
        }),
      )
      .default([])
      .describe('Images that start in no cluster, whatever the mode of its ring.'),
  })
  .prefault({})
  .describe('How the policies of the clusters are enforced.');

/** One file under policies/: what the clusters of a profile are held to. */
export const policyProfileSchema = z
  .strictObject({
    name: name.describe(
      'Name of the profile, as `policyProfile` of a cluster has it; also the name of its file.',
    ),
    version: z
      .string()
      .regex(/^[\w.-]{1,40}$/, 'expected letters, digits, ".", "_" and "-", at most 40')
      .describe('Version, as it stands on every policy in the clusters.'),
    rules: z.array(ruleName).min(1).describe('Rules that hold.'),
    labels: z.array(labelKey).default([]).describe('Labels that `must-carry-labels` asks of pods.'),
  })
  .meta({ title: 'Policy profile', description: 'What the clusters of a profile are held to.' });

/** A policy profile as it was parsed. */
export type PolicyProfileInput = z.output<typeof policyProfileSchema>;
