import { defineMessage, type Position } from '../../core/diagnostic';
import type { LintRule } from '../lint';

const message = defineMessage<{ at: Position; cluster: string; window: string; version: string }>(
  'lint/upgrade-window-passed',
  {
    severity: 'warning',
    reason:
      'Until somebody says what became of it, nobody knows which Kubernetes runs there, and how long it is supported.',
    text: ({ at, cluster, window, version }) => ({
      at,
      message: `the upgrade window of ${cluster} was ${window}, and the registry has it at Kubernetes ${version} still`,
      remedy:
        'Take "kubernetesVersion" out if it was upgraded, and set "nextUpgradeWindow" to the next window.',
    }),
  },
);

/** No upgrade window lies behind. */
export const upgradeWindowsAreAhead: LintRule = {
  message,
  check({ plan: { fleet }, today }, report) {
    if (today === undefined) return;
    for (const { id, kubernetes, source } of fleet.clusters) {
      const window = source.value.nextUpgradeWindow;
      // Days are written so that their order is that of their texts.
      if (window === undefined || window >= today) continue;
      const at = source.at(['nextUpgradeWindow']);
      report(message({ at, cluster: id, window, version: kubernetes }));
    }
  },
};
