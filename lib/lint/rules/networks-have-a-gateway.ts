import { listOf, objectOf, textOf, valueAt } from '../../core/json';
import { EAST_WEST_PORT, ISTIO_NAMESPACE } from '../../plan/names';
import { defineRule, type Find } from '../define-rule';
import type { LintIndex } from '../lint-index';
import { chartText, chartsNamed, controlPlanes, type MeshChart } from '../mesh-chart';

const NETWORK_LABEL = 'topology.istio.io/network';

/** What says in a cluster that its network is reached from others, and how. */
interface NetworkFacts {
  readonly label: string | undefined;
  readonly gateways: readonly MeshChart[];
  readonly isExposed: boolean;
}

/** Every network of the mesh is named by its namespace, and has a gateway that lets the other clusters in. */
export const networksHaveAGateway = defineRule({
  name: 'network-without-gateway',
  reason:
    'Without a gateway istiod sends the addresses of pods that no other network reaches, and without the label it takes them for its own.',
  check(index, find) {
    const planes = controlPlanes(index);
    if (planes.size < 2) return;
    const gateways = chartsNamed(index, 'gateway');
    for (const [cluster, plane] of planes) {
      const own = gateways.filter(({ entry }) => entry.cluster === cluster);
      checkPlane(plane, factsOf(cluster, own, index), find);
    }
  },
});

function factsOf(cluster: string, gateways: readonly MeshChart[], index: LintIndex): NetworkFacts {
  const namespace = index.within('Namespace', cluster, '').find(({ name }) => name === ISTIO_NAMESPACE);
  const exposing = index.within('Gateway.networking.istio.io', cluster, ISTIO_NAMESPACE);
  return {
    label: textOf(valueAt(namespace?.object, 'metadata', 'labels', NETWORK_LABEL)),
    gateways: gateways.filter((chart) => chartText(chart, 'networkGateway') !== undefined),
    isExposed: exposing.some(({ object }) =>
      listOf(valueAt(object, 'spec', 'servers')).some(
        (server) =>
          valueAt(server, 'port', 'number') === EAST_WEST_PORT &&
          valueAt(server, 'tls', 'mode') === 'AUTO_PASSTHROUGH',
      ),
    ),
  };
}

function checkPlane(plane: MeshChart, { label, gateways, isExposed }: NetworkFacts, find: Find): void {
  const network = chartText(plane, 'global', 'network') ?? '';
  const say = (problem: string, remedy: string): void =>
    find(plane.entry, `${plane.field}.global.network`, `is "${network}", and ${problem}`, remedy);
  if (label !== network)
    say(
      `the namespace ${ISTIO_NAMESPACE} is labelled ${label === undefined ? 'with none' : `"${label}"`}`,
      `Label it with ${NETWORK_LABEL}: ${network}.`,
    );
  const gateway = gateways.find((chart) => chartText(chart, 'networkGateway') === network);
  if (gateway === undefined)
    say('no gateway leads into it', `Install the chart gateway with networkGateway: ${network}.`);
  else if (!hasPort(gateway))
    find(
      gateway.entry,
      `${gateway.field}.service.ports`,
      `do not hold ${EAST_WEST_PORT}`,
      'Add the port, or leave the ports to the chart.',
    );
  if (!isExposed)
    say(
      'no Gateway lets requests of the mesh through',
      `Add a Gateway with a server on port ${EAST_WEST_PORT} and tls.mode AUTO_PASSTHROUGH in ${ISTIO_NAMESPACE}.`,
    );
}

/** Without ports of its own the chart opens those of an east-west gateway. */
function hasPort({ values }: MeshChart): boolean {
  const ports = listOf(valueAt(values, 'service', 'ports'));
  return ports.length === 0 || ports.some((port) => objectOf(port)['port'] === EAST_WEST_PORT);
}
