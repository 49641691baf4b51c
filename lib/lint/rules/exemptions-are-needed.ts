import { defineMessage, type Position } from '../../core/diagnostic';
import { objectOf } from '../../core/json';
import { onceFor } from '../../core/once-for';
import type { Manifest } from '../../core/manifest';
import type { PolicyExemption } from '../../fleet/fleet';
import { exemptParameter } from '../../policy/parameters';
import { policyName } from '../../policy/registry';
import { admission } from '../../simulate/admission/admission';
import { admissionWorld } from '../admission-of';
import type { LintRule } from '../lint';
import type { LintEntry } from '../lint-entry';
import type { LintIndex } from '../lint-index';

const message = defineMessage<{ at: Position; exemption: PolicyExemption }>('lint/exemption-unused', {
  severity: 'warning',
  reason: 'It lets in the first object that breaks the rule, and nobody will have decided that.',
  text: ({ at, exemption: { rule, namespace, app = '*' } }) => ({
    at,
    message: `the exemption of ${namespace}/${app} from ${rule} exempts nothing that Meridian writes`,
    remedy: 'Take it out; it is needed only if somebody else makes pods there that break the rule.',
  }),
});

/** Every exemption stands for something that would be refused without it. */
export const exemptionsAreNeeded: LintRule = {
  message,
  check(index, report) {
    const { fleet } = index.plan;
    for (const [place, exemption] of fleet.policy.exemptions.entries()) {
      if (isNeeded(exemption, index)) continue;
      const at = fleet.source.at(['policy', 'exemptions', place]);
      report(message({ at, exemption }));
    }
  },
};

function isNeeded(exemption: PolicyExemption, index: LintIndex): boolean {
  const { clusters = [...index.clusters.keys()] } = exemption;
  return clusters.some((cluster) => {
    const { judge } = withoutExemptions(exemption.rule, cluster, index);
    return index.entries.some(
      (entry) => entry.cluster === cluster && isMeant(entry, exemption) && judge(entry.object).length > 0,
    );
  });
}

function isMeant({ namespace, name, object }: LintEntry, exemption: PolicyExemption): boolean {
  const { app } = exemption;
  return (
    (namespace === '' ? name : namespace) === exemption.namespace &&
    (app === undefined || object.metadata.labels?.['app.kubernetes.io/name'] === app)
  );
}

/** The policy of one rule in one cluster, as it would be if nobody were exempt. */
function withoutExemptions(rule: string, cluster: string, index: LintIndex): ReturnType<typeof admission> {
  const world = admissionWorld(index, cluster);
  const name = policyName(rule);
  const strip = onceFor((parameters: Manifest) => without(parameters, exemptParameter(rule)));
  return admission({
    ...world,
    policies: world.policies.filter(({ metadata }) => metadata.name === name),
    bindings: world.bindings.filter(({ metadata }) => metadata.name === name),
    parameters: (...place) => {
      const parameters = world.parameters(...place);
      return parameters === undefined ? undefined : strip(parameters);
    },
  });
}

function without(parameters: Manifest, key: string): Manifest {
  const data = Object.entries(objectOf(parameters['data'])).filter(([name]) => name !== key);
  return { ...parameters, data: Object.fromEntries(data) };
}
