import { listOf, objectOf, textOf, valueAt } from '../../core/json';
import { defineRule } from '../define-rule';

/** Protocols by which Istio reads a port that is named `<protocol>` or `<protocol>-<suffix>`. */
const PROTOCOLS: readonly string[] = [
  'grpc',
  'grpc-web',
  'http',
  'http2',
  'https',
  'mongo',
  'mysql',
  'redis',
  'tcp',
  'tls',
  'udp',
];

/** Every port of a Service has a name, and says what is spoken on it. */
export const portsSayTheirProtocol = defineRule({
  name: 'port-without-protocol',
  reason:
    'Istio would have to guess, and takes what it cannot tell for TCP: then neither retries nor timeouts apply.',
  check(index, find) {
    for (const entry of index.ofType('Service')) {
      listOf(valueAt(entry.object, 'spec', 'ports')).forEach((port, position) => {
        const { name, appProtocol } = objectOf(port);
        const field = `spec.ports[${position}]`;
        const text = textOf(name) ?? '';
        if (text === '') find(entry, `${field}.name`, 'is missing', 'Name the port.');
        if (
          appProtocol !== undefined ||
          PROTOCOLS.some((protocol) => text === protocol || text.startsWith(`${protocol}-`))
        )
          return;
        find(
          entry,
          `${field}.appProtocol`,
          'is missing, and the name says no protocol',
          'Set appProtocol to http, grpc or tcp.',
        );
      });
    }
  },
});
