import type { JsonObject } from '../core/manifest';
import { TOKEN_FOLDER, type CarriedToken } from '../plan/zone/zone-access';

/** The parts of a pod that carries a token into another account, as charts take them. */
export interface TokenParts {
  readonly variables: readonly JsonObject[];
  readonly volumes: readonly JsonObject[];
  readonly mounts: readonly JsonObject[];
}

const VOLUME = 'dns-zone-token';
/** The kubelet writes a new one long before. */
const LIFETIME_SECONDS = 3600;

/** What a pod says about a token, so that its programs find it. */
export function tokenParts({ audience, environment }: CarriedToken): TokenParts {
  return {
    variables: Object.entries(environment).map(([name, value]) => ({ name, value })),
    volumes: [
      {
        name: VOLUME,
        projected: {
          sources: [
            { serviceAccountToken: { audience, expirationSeconds: LIFETIME_SECONDS, path: 'token' } },
          ],
        },
      },
    ],
    mounts: [{ name: VOLUME, mountPath: TOKEN_FOLDER, readOnly: true }],
  };
}
