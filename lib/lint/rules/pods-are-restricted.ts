import { listOf, objectOf, shown, valueAt } from '../../core/json';
import type { JsonObject } from '../../core/manifest';
import { defineRule, type Find } from '../define-rule';
import { fieldOf, type ContainerField, type PodTemplate } from '../pod-template';

/** Pods ask for no right that the level `restricted` of the Pod Security Standards withholds, and write to no root file system. */
export const podsAreRestricted = defineRule({
  name: 'pod-not-restricted',
  reason: 'The namespaces of apps refuse such pods, and a process with these rights can take over its node.',
  check(index, find) {
    for (const template of index.podTemplates) {
      const pod = objectOf(template.spec['securityContext']);
      checkSeccomp(template, pod, find);
      for (const container of template.containers) checkContainer(template, container, pod, find);
    }
  },
});

function checkSeccomp(template: PodTemplate, pod: JsonObject, find: Find): void {
  const profile = (context: JsonObject): boolean =>
    ['RuntimeDefault', 'Localhost'].includes(shown(valueAt(context, 'seccompProfile', 'type')));
  const everywhere = template.containers.every(({ container }) => {
    const own = objectOf(container['securityContext']);
    return profile(own['seccompProfile'] === undefined ? pod : own);
  });
  if (everywhere) return;
  const field = fieldOf(template, 'spec.securityContext.seccompProfile.type');
  find(template.entry, field, 'is neither RuntimeDefault nor Localhost', 'Set it to RuntimeDefault.');
}

function checkContainer(
  { entry }: PodTemplate,
  { container, field }: ContainerField,
  pod: JsonObject,
  find: Find,
): void {
  const own = objectOf(container['securityContext']);
  const say = (key: string, problem: string, remedy: string): void =>
    find(entry, `${field}.securityContext.${key}`, problem, remedy);
  if ((own['runAsNonRoot'] ?? pod['runAsNonRoot']) !== true || (own['runAsUser'] ?? pod['runAsUser']) === 0) {
    say('runAsNonRoot', 'lets the process run as root', 'Set runAsNonRoot to true, and no runAsUser of 0.');
  }
  if (own['allowPrivilegeEscalation'] !== false)
    say('allowPrivilegeEscalation', 'is not false', 'Set it to false.');
  if (own['privileged'] === true) say('privileged', 'is true', 'Take it out.');
  if (own['readOnlyRootFilesystem'] !== true) {
    say(
      'readOnlyRootFilesystem',
      'is not true',
      'Set it to true, and mount an emptyDir where the process must write.',
    );
  }
  checkCapabilities(own, say);
}

function checkCapabilities(
  own: JsonObject,
  say: (key: string, problem: string, remedy: string) => void,
): void {
  const { drop, add } = objectOf(own['capabilities']);
  if (!listOf(drop).includes('ALL')) say('capabilities.drop', 'does not hold ALL', 'Drop ALL capabilities.');
  const added = listOf(add).filter((capability) => capability !== 'NET_BIND_SERVICE');
  if (added.length > 0)
    say('capabilities.add', `holds ${added.map(shown).join(', ')}`, 'Add none but NET_BIND_SERVICE.');
}
