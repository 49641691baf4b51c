import * as commandMessages from './commands/messages';
import * as compileMessages from './compile/messages';
import * as configMessages from './config/messages';
import type { MessageDefinition } from './core/diagnostic';
import * as accessMessages from './fleet/access-messages';
import * as backupStoreMessages from './fleet/backup-messages';
import * as certificateMessages from './fleet/certificate-messages';
import * as externalMessages from './fleet/external-messages';
import * as fleetMessages from './fleet/messages';
import * as overlayMessages from './fleet/overlay-messages';
import * as policyMessages from './fleet/policy-messages';
import * as storeMessages from './fleet/store-messages';
import * as telemetryMessages from './fleet/telemetry-messages';
import * as versionMessages from './fleet/version-messages';
import { RULES } from './lint/registry';
import { joinedMesh, leftMesh } from './output/check-mesh-change';
import { vanishedPermission } from './output/check-permissions';
import { vanishedCluster, vanishedUnit } from './output/check-vanished';
import * as outputMessages from './output/messages';
import * as fleetNodeMessages from './fleet/node-messages';
import * as arrangementMessages from './plan/arrangement-messages';
import * as backupMessages from './plan/backup-messages';
import * as capacityMessages from './plan/capacity-messages';
import * as drainMessages from './plan/drain-messages';
import * as entryMessages from './plan/entry-messages';
import * as meshMessages from './plan/mesh-messages';
import * as permissionMessages from './plan/permission-messages';
import * as nodeMessages from './plan/node-messages';
import * as planMessages from './plan/messages';
import * as weightMessages from './plan/weight-messages';
import * as observabilityMessages from './plan/observability-messages';
import * as workloadMessages from './plan/workload-messages';
import * as zoneMessages from './plan/zone-messages';
import { MESSAGES } from './prove/messages';

/** Every message that Meridian can give, stage by stage. */
export const CATALOGUE: readonly MessageDefinition<never>[] = [
  ...Object.values(configMessages),
  ...Object.values(fleetMessages),
  ...Object.values(overlayMessages),
  ...Object.values(externalMessages),
  ...Object.values(accessMessages),
  ...Object.values(backupStoreMessages),
  ...Object.values(storeMessages),
  ...Object.values(fleetNodeMessages),
  ...Object.values(certificateMessages),
  ...Object.values(permissionMessages),
  ...Object.values(policyMessages),
  ...Object.values(telemetryMessages),
  ...Object.values(versionMessages),
  ...Object.values(planMessages),
  ...Object.values(backupMessages),
  ...Object.values(workloadMessages),
  ...Object.values(weightMessages),
  ...Object.values(capacityMessages),
  ...Object.values(arrangementMessages),
  ...Object.values(nodeMessages),
  ...Object.values(drainMessages),
  ...Object.values(entryMessages),
  ...Object.values(zoneMessages),
  ...Object.values(meshMessages),
  ...Object.values(observabilityMessages),
  ...Object.values(compileMessages),
  ...RULES.map(({ message }) => message),
  ...Object.values(MESSAGES),
  ...Object.values(outputMessages),
  vanishedUnit,
  vanishedCluster,
  vanishedPermission,
  leftMesh,
  joinedMesh,
  ...Object.values(commandMessages),
];
