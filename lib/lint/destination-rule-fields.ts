/** Names of fields, and of those below them; null where a field holds a value, or keys of the user's own. */
export interface KnownFields {
  readonly [field: string]: KnownFields | null;
}

const fields = (...names: readonly string[]): KnownFields =>
  Object.fromEntries(names.map((name) => [name, null]));

const FROM_TO = fields('from', 'to');

const CONNECTION_POOL: KnownFields = {
  http: {
    ...fields('h2UpgradePolicy', 'http1MaxPendingRequests', 'http2MaxRequests', 'idleTimeout'),
    ...fields('maxConcurrentStreams', 'maxRequestsPerConnection', 'maxRetries', 'useClientProtocol'),
    http2KeepAlive: fields('interval', 'timeout'),
  },
  tcp: {
    ...fields('connectTimeout', 'idleTimeout', 'maxConnectionDuration', 'maxConnections'),
    tcpKeepalive: fields('interval', 'probes', 'time'),
  },
};

const LOAD_BALANCER: KnownFields = {
  ...fields('simple', 'warmupDurationSecs'),
  consistentHash: {
    ...fields('httpHeaderName', 'httpQueryParameterName', 'minimumRingSize', 'useSourceIp'),
    httpCookie: { ...fields('name', 'path', 'ttl'), attributes: fields('name', 'value') },
    maglev: fields('tableSize'),
    ringHash: fields('minimumRingSize'),
  },
  localityLbSetting: {
    ...fields('enabled', 'failoverPriority'),
    distribute: FROM_TO,
    failover: FROM_TO,
  },
  warmup: fields('aggression', 'duration', 'minimumPercent'),
  zoneAwareLbSetting: { ...fields('enabled', 'failoverPriority', 'minClusterSize'), failover: FROM_TO },
};

const OUTLIER_DETECTION: KnownFields = {
  ...fields('baseEjectionTime', 'interval', 'maxEjectionPercent', 'minHealthPercent'),
  ...fields('consecutive5xxErrors', 'consecutiveErrors', 'consecutiveGatewayErrors'),
  ...fields('consecutiveLocalOriginFailures', 'splitExternalLocalOriginErrors'),
  ...fields('outlierDetectionHttpErrorCodes'),
};

const TLS: KnownFields = {
  ...fields('caCertificates', 'caCrl', 'clientCertificate', 'credentialName', 'insecureSkipVerify'),
  ...fields('mode', 'privateKey', 'sni', 'subjectAltNames'),
};

const BLOCKS: KnownFields = {
  connectionPool: CONNECTION_POOL,
  loadBalancer: LOAD_BALANCER,
  outlierDetection: OUTLIER_DETECTION,
  tls: TLS,
};

const TRAFFIC_POLICY: KnownFields = {
  ...BLOCKS,
  portLevelSettings: { ...BLOCKS, port: fields('number') },
  proxyProtocol: fields('version'),
  retryBudget: fields('budgetInterval', 'minRetryConcurrency', 'percent'),
  tunnel: fields('protocol', 'targetHost', 'targetPort'),
};

/** The fields of a DestinationRule's spec in the release that the output is made for. */
export const DESTINATION_RULE_FIELDS: KnownFields = {
  ...fields('exportTo', 'host'),
  subsets: { ...fields('labels', 'name'), trafficPolicy: TRAFFIC_POLICY },
  trafficPolicy: TRAFFIC_POLICY,
  workloadSelector: fields('matchLabels'),
};
