import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as config from '../../../lib/config/messages';
import { sortedUnique } from '../../../lib/core/text';
import * as access from '../../../lib/fleet/access-messages';
import * as certificate from '../../../lib/fleet/certificate-messages';
import * as backupStores from '../../../lib/fleet/backup-messages';
import * as external from '../../../lib/fleet/external-messages';
import * as fleet from '../../../lib/fleet/messages';
import * as fleetNodes from '../../../lib/fleet/node-messages';
import * as policy from '../../../lib/fleet/policy-messages';
import * as store from '../../../lib/fleet/store-messages';
import * as telemetry from '../../../lib/fleet/telemetry-messages';
import * as versions from '../../../lib/fleet/version-messages';
import * as overlays from '../../../lib/fleet/overlay-messages';
import * as arrangement from '../../../lib/plan/arrangement-messages';
import * as backup from '../../../lib/plan/backup-messages';
import * as capacity from '../../../lib/plan/capacity-messages';
import * as drain from '../../../lib/plan/drain-messages';
import * as entry from '../../../lib/plan/entry-messages';
import * as mesh from '../../../lib/plan/mesh-messages';
import * as nodes from '../../../lib/plan/node-messages';
import * as plan from '../../../lib/plan/messages';
import * as permission from '../../../lib/plan/permission-messages';
import * as observability from '../../../lib/plan/observability-messages';
import * as weight from '../../../lib/plan/weight-messages';
import * as workload from '../../../lib/plan/workload-messages';
import * as zone from '../../../lib/plan/zone-messages';

const SCENARIOS = join(__dirname, '../../scenarios');

/** Every code that a scenario, or the test of unreadable files, expects to be printed. */
function codesSeen(): readonly string[] {
  const cases = readdirSync(join(SCENARIOS, 'malformed')).filter((name) => name.endsWith('.txt'));
  const transcripts = readdirSync(SCENARIOS).filter((name) => name !== 'malformed');
  const texts = [
    ...cases.map((name) => join(SCENARIOS, 'malformed', name)),
    ...transcripts.map((name) => join(SCENARIOS, name, 'transcript.txt')),
    join(__dirname, 'unreadable.test.ts'),
  ].map((path) => readFileSync(path, 'utf8'));
  return sortedUnique(
    texts.flatMap((text) => text.match(/(?<=\[)(config|fleet|plan)\/[a-z-]+(?=\])/g) ?? []),
  );
}

describe('every message about the inputs', () => {
  const modules: readonly Readonly<Record<string, { readonly code: string }>>[] = [
    config,
    fleet,
    overlays,
    external,
    access,
    backupStores,
    fleetNodes,
    certificate,
    zone,
    policy,
    plan,
    workload,
    weight,
    backup,
    capacity,
    arrangement,
    drain,
    entry,
    mesh,
    nodes,
    observability,
    permission,
    store,
    telemetry,
    versions,
  ];
  const defined = modules.flatMap((module) => Object.values(module).map(({ code }) => code));

  it('is shown by a scenario', () => {
    expect(codesSeen()).toEqual(sortedUnique(defined));
  });

  it('has a code of its own', () => {
    expect(sortedUnique(defined)).toHaveLength(defined.length);
  });
});
