import { ARGOCD_ROWS } from './argocd';
import { GATEWAY_ROWS } from './gateway';
import { ISTIO_ROWS } from './istio';
import { KUBERNETES_ROWS } from './kubernetes';
import type { RefusedObject } from './refused-object';

/** Objects that the API server must refuse, each for the reason that it stands here for. */
export const REFUSED: readonly RefusedObject[] = [
  ...ISTIO_ROWS,
  ...ARGOCD_ROWS,
  ...GATEWAY_ROWS,
  ...KUBERNETES_ROWS,
].map(([name, mistake, because, object]) => ({ name, mistake, because, object }));
