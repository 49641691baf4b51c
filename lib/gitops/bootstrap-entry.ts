import type { Cluster, Fleet } from '../fleet/fleet';
import { listed } from '../core/text';
import { regionalName } from '../plan/entry/regional';
import { INGRESS_NAMESPACE } from '../plan/names';
import { hasExternalDns, recordsWanted } from '../plan/zone/zone-components';

/** What a cluster needs so that users are sent to it: a section of its bootstrap page for each part, none where nothing is asked for. */
export function entryNeeds(fleet: Fleet, cluster: Cluster): readonly string[] {
  return [
    ...certificate(cluster),
    ...clusterSet(cluster),
    ...route53(fleet, cluster),
    ...trafficManager(fleet, cluster),
    ...frontDoor(fleet, cluster),
    ...gkeGateway(fleet, cluster),
  ];
}

function certificate(cluster: Cluster): readonly string[] {
  const { certificateIssuer, certificateSecret } = cluster.baseline['ingress-gateway'];
  if (certificateIssuer === undefined || cluster.baseline['cert-manager'].install) return [];
  return [
    `### What the certificate needs

cert-manager, and a ClusterIssuer \`${certificateIssuer}\` that solves by DNS: a name that several regions answer for cannot be
proven over HTTP. It makes the Secret \`${certificateSecret}\` in \`${INGRESS_NAMESPACE}\`.`,
  ];
}

/** external-dns, where the tree does not bring it; the text goes into a list of controllers. */
function externalDns(fleet: Fleet, cluster: Cluster, provider: string, gives: string): string {
  const wanted = recordsWanted(fleet, cluster);
  if (wanted === undefined) return '';
  if (hasExternalDns(fleet, cluster)) return `* external-dns, which the tree installs. ${gives}`;
  const flags = [
    ...wanted.sources.map((source) => `--source=${source}`),
    provider,
    '--registry=txt',
    `--txt-owner-id=${cluster.id}`,
    `--domain-filter=${wanted.domain}`,
    '--annotation-prefix=external-dns.kubernetes.io/',
    '--policy=sync',
  ].filter((flag) => flag !== '');
  return `* external-dns 0.22 with ${listed(flags.map((flag) => `\`${flag}\``))}. ${gives}`;
}

/** What must run for each implementation of multi-cluster Services. */
const CLUSTER_SETS = {
  none: undefined,
  upstream:
    'A controller that serves `multicluster.x-k8s.io/v1beta1` and is joined to those of the other clusters',
  gke: 'Multi-cluster Services of Google, with the cluster and the others registered in one fleet of one project',
} as const;

function clusterSet(cluster: Cluster): readonly string[] {
  const needed = CLUSTER_SETS[cluster.multiClusterServices];
  if (needed === undefined) return [];
  return [
    `### What multi-cluster Services need

${needed}. It makes a ServiceImport of every ServiceExport of this tree, in every cluster of the set.`,
  ];
}

function route53(fleet: Fleet, cluster: Cluster): readonly string[] {
  const zone = fleet.entry?.route53?.hostedZone;
  if (zone === undefined) return [];
  return [
    `### What the entry needs

Users are sent here by records in the hosted zone \`${zone}\`. Two controllers write them, and both need a role that may
change that zone:

${externalDns(
  fleet,
  cluster,
  '--provider=aws',
  `It gives the load balancer of the Gateway the name
  \`${regionalName(cluster, fleet)}\`, and nothing else.`,
)}
* The controller of AWS Controllers for Kubernetes for Route 53, 1.5 or newer, for all namespaces. It writes the RecordSets and
  HealthChecks of this tree: mostly those of other regions, because one that is lost could not take its own back.

\`https://${regionalName(cluster, fleet)}/healthz/region\` is what the health checks ask. It answers with 302.`,
  ];
}

function trafficManager(fleet: Fleet, cluster: Cluster): readonly string[] {
  const { resourceGroup } = fleet.entry?.trafficManager ?? {};
  if (resourceGroup === undefined) return [];
  return [
    `### What the entry needs

Users are sent here by profiles of Traffic Manager in the resource group \`${resourceGroup}\`. Two controllers write them:

* Azure Service Operator 2.13 or newer, with the definitions of \`network.azure.com/*\` and an identity that may write in that
  group. It writes the profiles and endpoints of this tree: mostly endpoints of other regions, because one that is lost could not
  take its own back.
${externalDns(
  fleet,
  cluster,
  '',
  `It gives the load balancer of the Gateway the name
  \`${regionalName(cluster, fleet)}\`, and public hosts those of their profiles.`,
)}

\`https://${regionalName(cluster, fleet)}/healthz/region\` is what the probes ask. It answers with 302.`,
  ];
}

function frontDoor(fleet: Fleet, cluster: Cluster): readonly string[] {
  const { resourceGroup } = fleet.entry?.frontDoor ?? {};
  if (resourceGroup === undefined) return [];
  return [
    `### What the entry needs

Users are sent here by Azure Front Door, from a profile in the resource group \`${resourceGroup}\`. Two controllers write what it
is told:

* Azure Service Operator 2.13 or newer, with the definitions of \`cdn.azure.com/*\` and an identity that may write in that
  group. It writes what this tree keeps: mostly origins of other regions, because one that is lost could not take its own back.
${externalDns(
  fleet,
  cluster,
  '',
  `It gives the load balancer of the Gateway the name
  \`${regionalName(cluster, fleet)}\`, and public hosts that of the endpoint.`,
)}

Azure asks once for each host whether it is yours: the status of its AfdCustomDomain has a token, which belongs into a TXT record
\`_dnsauth.<host>\`. \`http://${regionalName(cluster, fleet)}:15021/healthz/ready\` is what the probes ask. It answers with 200.`,
  ];
}

function gkeGateway(fleet: Fleet, cluster: Cluster): readonly string[] {
  const { configCluster, address, addressName } = fleet.entry?.gkeGateway ?? {};
  if (cluster.globalGatewayClass === undefined || configCluster === undefined) return [];
  const here = `This is the config cluster of the feature "ingress" of the fleet, with the Gateway API of Google enabled and the global
address \`${addressName}\` (${address}). Records are written by:

${externalDns(fleet, cluster, '', 'It gives public hosts that address.')}

`;
  const elsewhere = `The config cluster of the feature "ingress" of the fleet is \`${configCluster}\`; Google reads its Gateways for all.
`;
  return [
    `### What the entry needs

Users are sent here by the multi-cluster Gateway of Google, to the pods of the cluster's own Gateway. ${configCluster === cluster.id ? here : elsewhere}Its health checks ask port 15021 of these pods.`,
  ];
}
