import { compileMini, type CompiledFleet } from './compiled';
import { miniAksCluster, miniApp, miniCluster, miniGkeCluster } from './mini-fleet';

export const GUID = '00000000-0000-4000-8000-000000000000';
export const ISSUER = 'https://oidc.example.com/id/1';
export const ACCOUNTS = {
  aws: `account: {id: '111122223333', secretStore: prod, objectStore: example-us, issuer: ${ISSUER}}\n`,
  azure: `account:
  id: ${GUID}/platform
  issuer: ${ISSUER}
  secretStore: example-vault
  eventStore: example-bus
  objectStore: examplestore
  identities: {web-prod: ${GUID}}
`,
  gcp: 'account: {id: example-prod, objectStore: example-be}\n',
};

export const CONTRACT = `${miniApp(
  'web',
  'shop',
  'regions: [aws:us-east-1, azure:westeurope, gcp:europe-west1]\nidentity: {cloudPermissionsProfile: web-prod}',
)}workloadIdentity:
  app: web
  environment: prod
  requiredPermissions:
    - read-secret: web/keys
    - read-secret: web/keys
    - publish-event: visited
    - consume-event: restocked
    - read-object: pictures
    - write-object: logs
`;

export function fleetWith(us: string, azure = ACCOUNTS.azure): CompiledFleet {
  return compileMini({
    'clusters/us.yaml': us,
    'clusters/eu.yaml': miniAksCluster('eu', 'westeurope', 2, azure),
    'clusters/be.yaml': miniGkeCluster('be', 'europe-west1', 3, ACCOUNTS.gcp),
    'apps/web/app.yaml': CONTRACT,
    'apps/stock/app.yaml': undefined,
    'apps/stock/releases.yaml': undefined,
  });
}

export const POD_IDENTITY = miniCluster('us', 'us-east-1', 1, ACCOUNTS.aws);

/** What the account of a cluster must hold for the app. */
export function document({ compiled }: CompiledFleet, cluster: string): Record<string, unknown> | undefined {
  const file = compiled.files.find(({ path }) => path === `permissions/${cluster}/web.json`);
  return file === undefined || !('json' in file.content)
    ? undefined
    : (file.content.json as Record<string, unknown>);
}
