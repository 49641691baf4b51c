import type { Construct } from 'constructs';
import { meshPeers } from '../../plan/mesh-peers';
import { ISTIO_NAMESPACE } from '../../plan/names';
import { platformStoreEntry } from '../../plan/platform-entries';
import { storeName } from '../../plan/secret-stores';
import type { Component, ComponentContext } from '../component';
import { buildStoredSecret, oneValue, wholeEntry, type StoredSecret } from '../../stored-secret';
import { baselineLabels } from '../labels';

/**
 * What istiod must know and no repository may hold: the CA that it signs with, and how it reads every other cluster. The
 * names in the store are made of letters, digits and dashes, because that is all that some stores take.
 */
export const meshSecrets: Component = {
  name: 'mesh-secrets',
  namespace: ISTIO_NAMESPACE,
  ofMesh: true,
  build(scope, context) {
    const { fleet, cluster } = context;
    buildCa(scope, context);
    for (const other of meshPeers(fleet, cluster)) buildRemote(scope, context, other.id);
  },
};

/** An intermediate CA of the cluster's own, below the root that all clusters share: one JSON object with the files' names as keys. */
function buildCa(scope: Construct, context: ComponentContext): void {
  const { fleet, cluster } = context;
  build(
    scope,
    context,
    'cacerts',
    wholeEntry(platformStoreEntry(fleet, cluster, 'mesh', `ca-${cluster.id}`)),
  );
}

/** A kubeconfig by which istiod watches the endpoints of another cluster; by these two marks it finds the Secret. */
function buildRemote(scope: Construct, context: ComponentContext, other: string): void {
  const marks = {
    labels: { 'istio/multiCluster': 'true' },
    annotations: { 'networking.istio.io/cluster': other },
  };
  build(
    scope,
    context,
    `istio-remote-secret-${other}`,
    oneValue(other, platformStoreEntry(context.fleet, context.cluster, 'mesh', `remote-${other}`)),
    marks,
  );
}

function build(
  scope: Construct,
  { fleet, cluster }: ComponentContext,
  name: string,
  source: StoredSecret['source'],
  marks?: StoredSecret['marks'],
): void {
  const metadata = { name, namespace: ISTIO_NAMESPACE, labels: baselineLabels(cluster) };
  buildStoredSecret(scope, name, { metadata, store: storeName(fleet, cluster, 'platform'), source, marks });
}
