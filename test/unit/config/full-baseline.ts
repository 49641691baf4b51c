const ISSUER = { server: 'https://acme.example.com/directory', email: 'platform@example.com' };

/** Every setting of the baseline. */
export const FULL_BASELINE = {
  argocd: {
    install: true,
    path: 'argocd',
    replicas: 3,
    knownHosts: [
      'git.example.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExample',
    ],
    signIn: {
      issuer: 'https://login.example.com',
      clientId: 'argocd',
      url: 'https://argocd.example.com',
      scopes: ['openid', 'profile'],
    },
    notifications: { slackChannel: 'deploys' },
  },
  dashboards: { prices: { currency: 'EUR', core: 0.04, gibibyte: 0.005 } },
  telemetry: { traceSamplingPercent: 10, accessLogErrorsOnly: true },
  'ingress-gateway': { certificateSecret: 'certificate', certificateIssuer: 'public' },
  'cluster-autoscaler': { path: 'autoscaling' },
  karpenter: { path: 'karpenter', zonalShift: false },
  'node-pools': {
    image: 'al2023@v20260903',
    families: ['c', 'm'],
    expireAfter: '720h',
    terminationGracePeriod: '4h',
    consolidateAfter: '5m',
    disruption: { nodes: '10%', never: [{ schedule: '0 8 * * mon-fri', duration: '10h' }] },
  },
  'cert-manager': {
    install: true,
    path: 'cert-manager',
    issuers: { public: ISSUER, 'public-eu': ISSUER },
  },
  'external-secrets': { install: true, path: 'external-secrets', appStore: 'apps' },
  'metrics-server': { install: true, path: 'metrics-server' },
  'external-dns': { install: true, path: 'external-dns' },
  'gateway-api': { install: true, path: 'gateway-api' },
  'kube-prometheus': { path: 'monitoring', remoteWriteUrl: 'https://metrics.example.com/push' },
  'otel-collector': {
    image: `otel@sha256:${'c'.repeat(64)}`,
    exportUrl: 'https://traces.example.com',
  },
  velero: { path: 'backup' },
};
