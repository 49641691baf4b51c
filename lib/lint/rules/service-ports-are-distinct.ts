import { listOf, shown, textOf, valueAt } from '../../core/json';
import { defineRule } from '../define-rule';

/** Every port of a Service has a name and a number that no other one has. */
export const servicePortsAreDistinct = defineRule({
  name: 'service-port',
  reason: 'The API server refuses a Service with two ports of one name, or of one number and protocol.',
  check(index, find) {
    for (const entry of index.ofType('Service')) {
      const names = new Set<string>();
      const numbers = new Set<string>();
      listOf(valueAt(entry.object, 'spec', 'ports')).forEach((port, position) => {
        const name = textOf(valueAt(port, 'name')) ?? '';
        const number = `${shown(valueAt(port, 'port'))}/${textOf(valueAt(port, 'protocol')) ?? 'TCP'}`;
        const at = `spec.ports[${position}]`;
        if (name !== '' && names.has(name))
          find(entry, `${at}.name`, `is "${name}", as that of another port`, 'Give it a name of its own.');
        if (numbers.has(number))
          find(entry, `${at}.port`, `is ${number}, as that of another port`, 'Serve it on another port.');
        names.add(name);
        numbers.add(number);
      });
    }
  },
});
