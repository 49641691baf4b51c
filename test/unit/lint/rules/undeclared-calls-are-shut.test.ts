import { runCli } from '../../../support/run-cli';
import { writeRepository } from '../../../support/write-repository';

/** Validates the miniature fleet with a resources.ts of `stock`, which `web` alone may call. */
async function validate(...objects: readonly object[]) {
  const bodies = objects.map(
    (object, i) => `  new ApiObject(scope, 'extra-${i}', ${JSON.stringify(object)});`,
  );
  const text = [
    "import { ApiObject } from 'cdk8s';",
    "import type { Construct } from 'constructs';",
    'export function resources(scope: Construct): void {',
    ...bodies,
    '}',
    '',
  ].join('\n');
  return runCli(['validate'], writeRepository({ 'apps/stock/resources.ts': text }));
}

const metadata = { name: 'extra', namespace: 'stock' };
const networkPolicy = (spec: object): object => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata,
  spec: { podSelector: {}, ...spec },
});
const authorization = (spec: object): object => ({
  apiVersion: 'security.istio.io/v1',
  kind: 'AuthorizationPolicy',
  metadata,
  spec,
});

const EVERYBODY_IN = networkPolicy({ policyTypes: ['Ingress'], ingress: [{}] });
const EVERYBODY_ALLOWED = authorization({ action: 'ALLOW', rules: [{}] });
const OUT_ANYWHERE = networkPolicy({ policyTypes: ['Egress'], egress: [{}] });
const OUT_TO_A_DATABASE = networkPolicy({
  policyTypes: ['Egress'],
  egress: [{ to: [{ ipBlock: { cidr: '10.9.0.0/24' } }], ports: [{ port: 5432, protocol: 'TCP' }] }],
});

describe('undeclared calls are shut', () => {
  it('reports a way in for everybody, once both the network and the mesh let them', async () => {
    const { code, stderr } = await validate(EVERYBODY_IN, EVERYBODY_ALLOWED);
    expect(stderr).toContain(
      'Deployment.apps stock/stock (us, unit apps/stock): pods can be reached on port 8080 by a pod of any namespace, which its contract does not let in [lint/undeclared-call-open]',
    );
    expect(stderr).toContain('apps/stock/resources.ts:1:1: error: ');
    expect(code).toBe(1);
  });

  it('reports a way in from another cluster, where the network knows the gateway alone and not who is behind it', async () => {
    const { code, stderr } = await validate(EVERYBODY_ALLOWED);
    expect(stderr).toContain(
      'Deployment.apps stock/stock (eu, unit apps/stock): pods can be reached on port 8080 by a pod of any namespace in us, which its contract does not let in [lint/undeclared-call-open]',
    );
    expect(code).toBe(1);
  });

  it('reports that the policy of the app was taken away', async () => {
    const text = `import type { Construct } from 'constructs';
import type { ResourcesProps } from 'meridian';
export function resources(scope: Construct, { find }: ResourcesProps): void {
  scope.node.tryRemoveChild(find('AuthorizationPolicy').node.id);
}
`;
    const { code, stderr } = await runCli(['validate'], writeRepository({ 'apps/stock/resources.ts': text }));
    expect(stderr).toContain('by a pod of any namespace in us, which its contract does not let in');
    expect(code).toBe(1);
  });

  it('reports a way out to everywhere', async () => {
    const { code, stderr } = await validate(OUT_ANYWHERE);
    expect(stderr).toContain(
      'Deployment.apps stock/stock (eu, unit apps/stock): pods may connect to any address on any port [lint/undeclared-call-open]',
    );
    expect(code).toBe(1);
  });

  it.each([
    ['the network lets everybody in, and the mesh does not', EVERYBODY_IN],
    ['a narrow way out is added', OUT_TO_A_DATABASE],
  ])('accepts that %s', async (_, object) => {
    expect(await validate(object)).toMatchObject({ code: 0 });
  });
});
