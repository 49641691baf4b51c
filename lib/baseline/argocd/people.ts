import type { JsonObject } from '../../core/manifest';
import type { Cluster } from '../../fleet/fleet';
import { grantsIn, OPERATE_ROLE } from '../../plan/access';
import { teamProject } from '../../plan/names';

/** What `argocd-cm` says about people: nobody has a password, and whoever signs in is known by his groups. */
export function signInSettings({ baseline }: Cluster): JsonObject {
  const { signIn } = baseline.argocd;
  const nobody = { 'admin.enabled': false, 'exec.enabled': false };
  // An empty value takes the chart's own example away.
  if (signIn === undefined) return { ...nobody, url: '' };
  const { issuer, clientId, url, scopes } = signIn;
  return {
    ...nobody,
    url,
    // JSON is YAML.
    'oidc.config': JSON.stringify({
      name: 'OpenID Connect',
      issuer,
      clientID: clientId,
      enablePKCEAuthentication: true,
      requestedScopes: scopes,
      requestedIDTokenClaims: { groups: { essential: true } },
    }),
  };
}

/** The groups of the cluster, with the same reach that they have in Kubernetes; nobody else sees anything. */
export function peopleSettings(cluster: Cluster): JsonObject {
  const teams = [...new Set((cluster.access?.groups ?? []).map(({ team }) => team))];
  const lines = teams.flatMap((team) => {
    const objects = team === undefined ? '*/*' : `${teamProject(team)}/*`;
    const role = `role:${team === undefined ? 'cluster' : teamProject(team)}`;
    return grantsIn(cluster, team).flatMap(({ role: granted, groups }) => {
      const kind = granted === OPERATE_ROLE ? 'operate' : 'view';
      return [
        ...(kind === 'operate' ? OPERATE : VIEW).map(
          ([resource, action]) => `p, ${role}-${kind}, ${resource}, ${action}, ${objects}, allow`,
        ),
        ...groups.map((group) => `g, ${group}, ${role}-${kind}`),
      ];
    });
  });
  return { 'policy.default': '', 'policy.csv': lines.map((line) => `${line}\n`).join('') };
}

type Permission = readonly [resource: string, action: string];
const VIEW: readonly Permission[] = [
  ['applications', 'get'],
  ['logs', 'get'],
];
/** What an incident needs, and nothing that departs from Git. */
const OPERATE: readonly Permission[] = [
  ['applications', 'sync'],
  ['applications', 'action/apps/Deployment/restart'],
];
