import { z } from 'zod';
import { appName, labelValue, name, namespaceName, quantityText } from '../schema/leaves';

/** A unit of the baseline, whose Application is called `baseline-<name>`. */
const unitName = name.max(54, 'expected at most 54 characters');

const quotaSchema = z.strictObject({
  'limits.memory': quantityText.describe('Memory that all pods together may be limited to.'),
  pods: quantityText.describe('Number of pods.'),
  'requests.cpu': quantityText.describe('CPU that all pods together may request.'),
  'requests.memory': quantityText.describe('Memory that all pods together may request.'),
});

/** tombstones.yaml: what was removed from the inputs, and must still be pruned or kept in the clusters. */
export const tombstonesSchema = z
  .strictObject({
    apps: z
      .array(
        z.strictObject({
          name: appName.describe('Name of the removed app.'),
          owner: name.describe('Team that owned it.'),
          namespace: namespaceName.describe('Namespace that its objects live in.'),
          clusters: z.array(name).min(1).describe('Clusters that still have to prune it.'),
          kinds: z
            .array(
              z.string().regex(/^[A-Z][A-Za-z0-9]*(\.[a-z0-9.-]+)?$/, 'expected <Kind> or <Kind>.<group>'),
            )
            .default([])
            .describe(
              'Kinds that it had beyond those of every app, as <Kind>.<group>: its project must still permit them.',
            ),
        }),
      )
      .default([])
      .describe('Apps that are pruned, as a whole or of kinds that they no longer have.'),
    namespaces: z
      .array(
        z.strictObject({
          name: namespaceName.describe('Name of the namespace.'),
          owner: name.describe('Team that owned it.'),
          criticality: z
            .enum(['tier-1', 'tier-2', 'tier-3'])
            .describe('Criticality of the apps that it held.'),
          cell: labelValue.describe('Cell of the apps that it held.'),
          exposed: z.boolean().default(false).describe('Whether public routes could be attached from it.'),
          state: z
            .enum(['kept', 'released', 'removed'])
            .describe(
              '`kept`: stays as it was; `released`: its guards are off; `removed`: pruned with all that is in it.',
            ),
          quota: z.record(name, quotaSchema).describe('Cluster → quota that it had there.'),
        }),
      )
      .default([])
      .describe('Namespaces that no app uses any more.'),
    components: z
      .array(
        z.strictObject({
          name: unitName.describe('Name of the unit that the component had.'),
          project: unitName.describe('AppProject that the unit was in.'),
          namespace: name.describe('Namespace that its objects mostly live in.'),
          clusters: z.array(name).min(1).describe('Clusters that still have to prune it.'),
        }),
      )
      .default([])
      .describe('Components and namespaces of the platform that some clusters no longer have.'),
    clusters: z
      .array(z.strictObject({ name: name.describe('Id of the removed cluster.') }))
      .default([])
      .describe('Clusters that left the fleet; their folder may go from dist/.'),
  })
  .meta({ title: 'Tombstones', description: 'What was removed and must still be pruned.' });

/** tombstones.yaml as it was parsed. */
export type TombstonesInput = z.output<typeof tombstonesSchema>;
