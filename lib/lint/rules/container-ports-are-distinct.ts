import { listOf, shown, textOf, valueAt } from '../../core/json';
import { defineRule, type Find } from '../define-rule';
import type { PodTemplate } from '../pod-template';

/** Every port of a pod has a name and a number that no other one has. */
export const containerPortsAreDistinct = defineRule({
  name: 'container-port',
  reason:
    'Services, probes and monitors find ports by name: one without a name is found by none, and of two with one name or number the wrong one may answer.',
  check(index, find) {
    for (const template of index.podTemplates) checkTemplate(template, find);
  },
});

function checkTemplate({ entry, containers }: PodTemplate, find: Find): void {
  const names = new Set<string>();
  const numbers = new Set<string>();
  for (const { container, field, isInit } of containers) {
    // What only prepares is over before the others listen.
    if (isInit) continue;
    listOf(container['ports']).forEach((port, position) => {
      const at = `${field}.ports[${position}]`;
      const name = textOf(valueAt(port, 'name')) ?? '';
      const number = `${shown(valueAt(port, 'containerPort'))}/${textOf(valueAt(port, 'protocol')) ?? 'TCP'}`;
      if (name === '') find(entry, `${at}.name`, 'is missing', 'Name the port.');
      else if (names.has(name))
        find(entry, `${at}.name`, `is "${name}", as that of another port`, 'Give it a name of its own.');
      if (numbers.has(number))
        find(
          entry,
          `${at}.containerPort`,
          `is ${number}, as that of another port`,
          'Listen on another port.',
        );
      names.add(name);
      numbers.add(number);
    });
  }
}
