import * as cdk8s from 'cdk8s';
import * as argoproj from '../../imports/argoproj.io';
import * as azureCdn from '../../imports/cdn.azure.com';
import * as certManager from '../../imports/cert-manager.io';
import * as externalSecrets from '../../imports/external-secrets.io';
import * as externalDns from '../../imports/externaldns.k8s.io';
import * as gateway from '../../imports/gateway.networking.k8s.io';
import * as karpenterAzure from '../../imports/karpenter.azure.com';
import * as karpenterAws from '../../imports/karpenter.k8s.aws';
import * as karpenter from '../../imports/karpenter.sh';
import * as monitoring from '../../imports/monitoring.coreos.com';
import * as multicluster from '../../imports/multicluster.x-k8s.io';
import * as gkeNet from '../../imports/net.gke.io';
import * as azureNetwork from '../../imports/network.azure.com';
import * as gkeNetworking from '../../imports/networking.gke.io';
import * as networking from '../../imports/networking.istio.io';
import * as route53 from '../../imports/route53.services.k8s.aws';
import * as security from '../../imports/security.istio.io';
import * as snapshotStorageK8sIo from '../../imports/snapshot.storage.k8s.io';
import * as veleroIo from '../../imports/velero.io';
import * as telemetry from '../../imports/telemetry.istio.io';
import * as kube from '../../lib/kube';

/** Every module that builders take constructs from, by its path from the root of the repository, or its package. */
const MODULES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  cdk8s,
  'imports/argoproj.io': argoproj,
  'imports/cdn.azure.com': azureCdn,
  'imports/cert-manager.io': certManager,
  'imports/external-secrets.io': externalSecrets,
  'imports/externaldns.k8s.io': externalDns,
  'imports/gateway.networking.k8s.io': gateway,
  'imports/karpenter.azure.com': karpenterAzure,
  'imports/karpenter.k8s.aws': karpenterAws,
  'imports/karpenter.sh': karpenter,
  'imports/monitoring.coreos.com': monitoring,
  'imports/multicluster.x-k8s.io': multicluster,
  'imports/net.gke.io': gkeNet,
  'imports/network.azure.com': azureNetwork,
  'imports/networking.gke.io': gkeNetworking,
  'imports/networking.istio.io': networking,
  'imports/route53.services.k8s.aws': route53,
  'imports/security.istio.io': security,
  'imports/snapshot.storage.k8s.io': snapshotStorageK8sIo,
  'imports/velero.io': veleroIo,
  'imports/telemetry.istio.io': telemetry,
  'lib/kube': kube,
};

/** The classes of all typings, each with its name as `<module>:<export>`. */
export function typeNames(): ReadonlyMap<unknown, string> {
  const names = new Map<unknown, string>();
  for (const [module, exports] of Object.entries(MODULES)) {
    for (const [name, value] of Object.entries(exports)) {
      if (typeof value === 'function' && !names.has(value)) names.set(value, `${module}:${name}`);
    }
  }
  return names;
}
