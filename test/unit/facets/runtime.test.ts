import { oneApp, specOf, unitObjects } from '../../support/app-unit';
import { validateObject } from '../../support/validate-object';

interface PodTemplate {
  readonly metadata: {
    readonly labels: Record<string, string>;
    readonly annotations: Record<string, string>;
  };
  readonly spec: Record<string, unknown> & { readonly containers: readonly Record<string, unknown>[] };
}

const REGION = 'regions: [aws:us-east-1]';

function withRuntime(runtime: string, more = ''): Record<string, string | undefined> {
  const files = oneApp(`${REGION}\n${more}`.trimEnd());
  const contract = files['apps/shop/app.yaml']?.replace(
    / {2}runtime: .*\n/,
    `  runtime:\n    minReplicasPerRegion: 2\n    maxReplicasPerRegion: 4\n${runtime}\n`,
  );
  return { ...files, 'apps/shop/app.yaml': contract };
}

function template(files: Record<string, string | undefined>): PodTemplate {
  return specOf(unitObjects(files, 'us'), 'Deployment')['template'] as PodTemplate;
}

function container(runtime: string): Record<string, unknown> {
  return template(withRuntime(runtime)).spec.containers[0] ?? {};
}

describe('the workload', () => {
  it('is restricted, drains before it stops, and spreads over zones', () => {
    const { spec, metadata } = template(oneApp(REGION));
    expect(spec).toMatchObject({
      automountServiceAccountToken: false,
      priorityClassName: 'tier-2',
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      serviceAccountName: 'shop',
      terminationGracePeriodSeconds: 30,
    });
    expect(spec.containers[0]).toMatchObject({
      lifecycle: { preStop: { sleep: { seconds: 10 } } },
      securityContext: {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
        readOnlyRootFilesystem: true,
      },
    });
    expect(spec['topologySpreadConstraints']).toMatchObject([
      {
        topologyKey: 'topology.kubernetes.io/zone',
        whenUnsatisfiable: 'DoNotSchedule',
        maxSkew: 1,
        nodeTaintsPolicy: 'Honor',
      },
      { topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway' },
    ]);
    expect(metadata.annotations['proxy.istio.io/config']).toBe('{"terminationDrainDuration":"25s"}');
  });

  it('keeps one replica where a pilot light waits, and all that are asked for at the primary', () => {
    const files = oneApp(
      'regions: [aws:us-east-1, aws:eu-west-1]\ntraffic: {failover: manual-confirmed}\ndata: {mode: pilot-light, rpo: 1m, rto: 1h}',
    );
    const least = (cluster: string): unknown =>
      specOf(unitObjects(files, cluster), 'HorizontalPodAutoscaler')['minReplicas'];
    expect([least('us'), least('eu')]).toEqual([2, 1]);
  });

  it('leaves the replicas to the autoscaler, which watches the container of the app alone', () => {
    const objects = unitObjects(oneApp(REGION), 'us');
    expect(specOf(objects, 'Deployment')).not.toHaveProperty('replicas');
    expect(specOf(objects, 'HorizontalPodAutoscaler')).toMatchObject({
      minReplicas: 2,
      maxReplicas: 4,
      metrics: [
        {
          type: 'ContainerResource',
          containerResource: { container: 'shop', target: { averageUtilization: 60 } },
        },
      ],
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'shop' },
    });
  });

  it('carries all ten labels on its pods, and none that changes in its selector', () => {
    const objects = unitObjects(oneApp(REGION), 'us');
    expect(specOf(objects, 'Deployment')['selector']).toEqual({
      matchLabels: { 'app.kubernetes.io/name': 'shop' },
    });
    expect(template(oneApp(REGION)).metadata.labels).toMatchObject({
      cell: 'default',
      cluster: 'us',
      criticality: 'tier-2',
      environment: 'prod',
      namespace: 'shop',
      provider: 'aws',
      region: 'us-east-1',
      service: 'shop',
      team: 'shop',
      version: '1.0.0',
    });
  });

  it('runs what the contract says', () => {
    expect(container('    command: [/app]\n    args: [--fast]\n    env: {B: "2", A: "1"}')).toMatchObject({
      command: ['/app'],
      args: ['--fast'],
      env: [
        { name: 'A', value: '1' },
        { name: 'B', value: '2' },
      ],
      image: `registry.example.com/shop/shop@sha256:${'a'.repeat(64)}`,
    });
  });

  it('mounts configuration, secrets and scratch folders', () => {
    const runtime = `    config: {mountPath: /etc/shop, files: {shop.toml: "a = 1\\n"}}
    secrets: [{name: db, env: {PASSWORD: password}, mountPath: /etc/db}]
    scratch: [{path: /tmp, size: 1024Mi}]`;
    const { spec } = template(withRuntime(runtime));
    expect(spec['volumes']).toEqual([
      { name: 'scratch-0', emptyDir: { sizeLimit: '1Gi' } },
      { name: 'config', configMap: { name: 'shop-config' } },
      { name: 'secret-0', secret: { secretName: 'db' } },
    ]);
    expect(spec.containers[0]).toMatchObject({
      env: [{ name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } }],
      volumeMounts: [
        { name: 'scratch-0', mountPath: '/tmp' },
        { name: 'config', mountPath: '/etc/shop', readOnly: true },
        { name: 'secret-0', mountPath: '/etc/db', readOnly: true },
      ],
    });
  });

  it('restarts its pods when a configuration file changes, and not otherwise', () => {
    const fingerprint = (text: string): string | undefined =>
      template(withRuntime(`    config: {mountPath: /etc/shop, files: {a: "${text}"}}`)).metadata.annotations[
        'meridian.dev/config-fingerprint'
      ];
    expect(fingerprint('1')).toBe(fingerprint('1'));
    expect(fingerprint('1')).not.toBe(fingerprint('2'));
  });

  it('asks each kind of port in its own way', () => {
    const probe = (ports: string): unknown => container(`    ports: ${ports}`)['readinessProbe'];
    expect(probe('[{name: http, port: 80}]')).toMatchObject({ httpGet: { path: '/ready', port: 80 } });
    expect(probe('[{name: rpc, port: 90, protocol: grpc}]')).toMatchObject({ grpc: { port: 90 } });
    expect(probe('[{name: raw, port: 70, protocol: tcp}]')).toMatchObject({ tcpSocket: { port: 70 } });
    expect(probe('[{name: own, port: 60, protocol: none}]')).toBeUndefined();
    expect(container('    ports: []')).not.toHaveProperty('ports');
  });

  it('has no disruption budget where none is wanted', () => {
    const kinds = (budget: string): string[] =>
      unitObjects(withRuntime(`    podDisruptionBudget: ${budget}`), 'us').map((object) => object.kind);
    expect(kinds('required')).toContain('PodDisruptionBudget');
    expect(kinds('none')).not.toContain('PodDisruptionBudget');
  });

  it('is not written where nothing was released', () => {
    const objects = unitObjects(oneApp(REGION, { 'apps/shop/releases.yaml': undefined }), 'us');
    expect(objects.map((object) => object.kind)).toEqual([
      'AuthorizationPolicy',
      'ConfigMap',
      'DestinationRule',
      'Service',
      'ServiceAccount',
      'Sidecar',
      'VirtualService',
    ]);
  });

  it('is valid whatever is left out', () => {
    const problems = unitObjects(withRuntime('    ports: []\n    topologySpread: none'), 'us').flatMap(
      validateObject,
    );
    expect(problems).toEqual([]);
  });
});
