import { listOf, objectOf, shown } from '../../core/json';
import { defineRule, type Find } from '../define-rule';
import { fieldOf, type ContainerField, type PodTemplate } from '../pod-template';

const SHARED = ['hostNetwork', 'hostPID', 'hostIPC'] as const;

/** Pods have a network, processes and files of their own. */
export const podsShareNothingWithTheHost = defineRule({
  name: 'pod-shares-host',
  reason:
    "What shares the node's network, processes or files passes by the network policies and sees other tenants.",
  check(index, find) {
    for (const template of index.podTemplates) {
      for (const key of SHARED) {
        if (template.spec[key] === true)
          find(template.entry, fieldOf(template, `spec.${key}`), 'is true', 'Take it out.');
      }
      checkVolumes(template, find);
      for (const container of template.containers) checkPorts(template, container, find);
    }
  },
});

function checkVolumes(template: PodTemplate, find: Find): void {
  listOf(template.spec['volumes']).forEach((volume, index) => {
    if (objectOf(volume)['hostPath'] === undefined) return;
    const field = fieldOf(template, `spec.volumes[${index}].hostPath`);
    find(
      template.entry,
      field,
      'mounts a folder of the node',
      'Use an emptyDir, a ConfigMap or a volume claim.',
    );
  });
}

function checkPorts({ entry }: PodTemplate, { container, field }: ContainerField, find: Find): void {
  listOf(container['ports']).forEach((port, index) => {
    const { hostPort } = objectOf(port);
    if (hostPort === undefined || hostPort === 0) return;
    find(
      entry,
      `${field}.ports[${index}].hostPort`,
      `takes port ${shown(hostPort)} of the node`,
      'Take it out, and reach the pods through a Service.',
    );
  });
}
