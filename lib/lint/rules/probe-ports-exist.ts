import { isObject, listOf, shown, valueAt } from '../../core/json';
import type { Json, JsonObject } from '../../core/manifest';
import { defineRule } from '../define-rule';

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;
const ACTIONS = ['httpGet', 'tcpSocket', 'grpc'] as const;

/** A probe asks a port that its container declares. */
export const probePortsExist = defineRule({
  name: 'probe-port',
  reason:
    'A probe of a port where nobody listens never succeeds: the pod is restarted for ever, or never ready.',
  check(index, find) {
    for (const { entry, containers } of index.podTemplates) {
      for (const { container, field } of containers) {
        const ports = portsOf(container);
        for (const { port, path } of probedPorts(container)) {
          if (ports.has(port)) continue;
          find(
            entry,
            `${field}.${path}`,
            `is ${shown(port)}, which is no port of the container`,
            'Name a port of the container, or declare this one.',
          );
        }
      }
    }
  },
});

function portsOf(container: JsonObject): ReadonlySet<Json | undefined> {
  return new Set(
    listOf(container['ports']).flatMap((port) => [valueAt(port, 'name'), valueAt(port, 'containerPort')]),
  );
}

function probedPorts(container: JsonObject): readonly { port: Json; path: string }[] {
  return PROBES.flatMap((probe) =>
    ACTIONS.flatMap((action) => {
      const asked = valueAt(container[probe], action);
      const port = isObject(asked) ? asked['port'] : undefined;
      return port === undefined ? [] : [{ port, path: `${probe}.${action}.port` }];
    }),
  );
}
