/*
 * Health of kinds that Argo CD 3.5 has no script for, as Lua. What says nothing of itself is still on its way; what cannot
 * succeed without a person is degraded. Records and profiles come in the last wave of their unit, so that no sync waits for
 * a control plane of the cloud, which may be what is lost.
 */

/** Looks at the conditions of an object one by one; `body` sees one as `c` and may change `health` or return it. */
function eachCondition(body: string): string {
  return `local health = {status = "Progressing", message = "nothing is said of it yet"}
for _, c in ipairs((obj.status or {}).conditions or {}) do
${body}
end
return health
`;
}

/** Conditions of AWS Controllers for Kubernetes: an error that is tried again is one for whoever looks, too. */
const ACK =
  eachCondition(`  if (c.type == "ACK.Terminal" or c.type == "ACK.Recoverable") and c.status == "True" then
    return {status = "Degraded", message = c.message or c.type}
  end
  if c.type == "ACK.ResourceSynced" then
    health.message = c.message or c.type
    if c.status == "True" then health.status = "Healthy" end
  end`);

/** The one condition of Azure Service Operator; what it works on has the severity Info. */
const ASO = eachCondition(`  if c.type == "Ready" then
    health.message = c.message or c.reason or c.type
    if c.status == "True" then
      health.status = "Healthy"
    elseif c.status == "False" and c.severity ~= "Info" then
      health.status = "Degraded"
    end
  end`);

/** The operator of Prometheus; a few pods that are not ready are a roll-out. */
const ALERTMANAGER = eachCondition(`  if c.type == "Available" then
    health.message = c.message or c.reason or c.type
    if c.status == "True" then
      health.status = "Healthy"
    elseif c.reason ~= "SomePodsNotReady" then
      health.status = "Degraded"
    end
  end`);

/** Whether the node autoscaler can read what is to be held ready. */
const CAPACITY_BUFFER = yesOrNo('ReadyForProvisioning');
/** Whether nodes can be made of it. */
const NODE_CLASS = yesOrNo('Ready');
/** Whether the load balancer of Google has taken the policy up. */
const GKE_POLICY = yesOrNo('Attached');

function yesOrNo(type: string): string {
  return eachCondition(`  if c.type == "${type}" then
    health.message = c.message or c.reason or c.type
    if c.status == "True" then
      health.status = "Healthy"
    elseif c.status == "False" then
      health.status = "Degraded"
    end
  end`);
}

/** What is exported is refused, or means something else in another cluster; it is well as soon as somebody has read it. */
const SERVICE_EXPORT = eachCondition(`  if c.type == "Conflict" and c.status == "True" then
    return {status = "Degraded", message = c.message or c.type}
  end
  if c.type == "Valid" then
    health.message = c.message or c.reason or c.type
    if c.status == "True" then
      health.status = "Healthy"
    elseif c.status == "False" then
      return {status = "Degraded", message = health.message}
    end
  end`);

/** A script for each kind, as `<group>_<Kind>`: the keys that Argo CD reads. */
export const HEALTH_SCRIPTS: Readonly<Record<string, string>> = {
  'autoscaling.x-k8s.io_CapacityBuffer': CAPACITY_BUFFER,
  'cdn.azure.com_AfdCustomDomain': ASO,
  'cdn.azure.com_AfdEndpoint': ASO,
  'cdn.azure.com_AfdOrigin': ASO,
  'cdn.azure.com_AfdOriginGroup': ASO,
  'cdn.azure.com_Profile': ASO,
  'cdn.azure.com_Route': ASO,
  'karpenter.azure.com_AKSNodeClass': NODE_CLASS,
  'monitoring.coreos.com_Alertmanager': ALERTMANAGER,
  'multicluster.x-k8s.io_ServiceExport': SERVICE_EXPORT,
  'network.azure.com_TrafficManagerProfile': ASO,
  'network.azure.com_TrafficManagerProfilesExternalEndpoint': ASO,
  'networking.gke.io_GCPBackendPolicy': GKE_POLICY,
  'networking.gke.io_HealthCheckPolicy': GKE_POLICY,
  'route53.services.k8s.aws_HealthCheck': ACK,
  'route53.services.k8s.aws_RecordSet': ACK,
};
