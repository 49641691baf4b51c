import { sortedUnique } from '../../core/text';
import type { Cluster, Fleet, PolicyExemption } from '../../fleet/fleet';
import { PLATFORM_NAMESPACE } from '../../plan/names';
import { COLLECTOR, traceExport } from '../../plan/traces';
import { exemptParameter, PARAMETER } from '../../policy/parameters';
import type { ComponentContext } from '../component';

/** What the policies of a cluster are told, each as one text. The last two are for people who read the cluster. */
export function policyParameters({ fleet, cluster }: ComponentContext): Record<string, string> {
  const { exemptions, blockedDigests, of } = fleet.policy;
  const here = exemptions.filter(({ clusters }) => clusters?.includes(cluster.id) ?? true);
  const data: Record<string, string> = {
    [PARAMETER.registries]: registriesOf(fleet, cluster).join(','),
    [PARAMETER.blockedDigests]: blockedDigests.map(({ digest }) => digest).join(','),
    [PARAMETER.labels]: of(cluster).labels.join(','),
    [PARAMETER.tokenAccounts]: tokenAccounts(fleet, cluster).join(','),
    [PARAMETER.proxyImage]: cluster.mesh === 'none' ? '' : `${cluster.istio.hub}/proxyv2:`,
    ...Object.fromEntries(
      sortedUnique(here.map(({ rule }) => rule)).map((rule) => [
        exemptParameter(rule),
        exemptFrom(rule, here),
      ]),
    ),
  };
  if (blockedDigests.length > 0)
    data['why-blocked'] = blockedDigests.map(({ digest, reason }) => `${digest}: ${reason}\n`).join('');
  if (here.length > 0) data['why-exempt'] = here.map(inWords).join('');
  return data;
}

/** With a slash, so that no host is let in that only begins like one of these. */
function registriesOf({ source }: Fleet, { region }: Cluster): readonly string[] {
  return source.value.registries.map(({ host, mirrors }) => `${mirrors[region] ?? host}/`);
}

/** An app's account has its name. What takes the traces reads whose pod each came from. */
function tokenAccounts({ apps }: Fleet, cluster: Cluster): readonly string[] {
  const ofApps = apps
    .filter((app) => app.clusters.includes(cluster) && app.in(cluster).facets.identity.kubernetesApi)
    .map(({ name, namespace }) => `${namespace}/${name}`);
  return traceExport(cluster) === undefined ? ofApps : [...ofApps, `${PLATFORM_NAMESPACE}/${COLLECTOR}`];
}

function exemptFrom(rule: string, exemptions: readonly PolicyExemption[]): string {
  const of = exemptions.filter((exemption) => exemption.rule === rule);
  return sortedUnique(of.map(({ namespace, app = '*' }) => `${namespace}/${app}`)).join(',');
}

function inWords({ rule, namespace, app = '*', owner, reason, expires }: PolicyExemption): string {
  return `${namespace}/${app} from ${rule}, until ${expires}, ${owner}: ${reason}\n`;
}
