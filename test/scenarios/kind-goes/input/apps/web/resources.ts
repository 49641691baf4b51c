import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { ResourcesProps } from 'meridian';

/** The app has a certificate of its own. */
export function resources(scope: Construct, { app }: ResourcesProps): void {
  new ApiObject(scope, 'certificate', {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: { name: 'web', namespace: app.namespace },
    spec: { secretName: 'web-tls', dnsNames: ['web.example.com'], issuerRef: { name: 'internal' } },
  });
}
