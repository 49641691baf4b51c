import type { LintRule } from './lint';
import { addOnsFitKubernetes } from './rules/add-ons-fit-kubernetes';
import { adminsAreBreakGlass } from './rules/admins-are-break-glass';
import { ambientHostsHaveAWaypoint } from './rules/ambient-hosts-have-a-waypoint';
import { applicationSetsAreGuarded } from './rules/application-sets-are-guarded';
import { applicationsArePermitted } from './rules/applications-are-permitted';
import { applicationsHaveNoWave } from './rules/applications-have-no-wave';
import { appsStayInTheirNamespace } from './rules/apps-stay-in-their-namespace';
import { argoCdKeepsItself } from './rules/argo-cd-keeps-itself';
import { argoFieldsAreRead } from './rules/argo-fields-are-read';
import { argoFieldsAreThere } from './rules/argo-fields-are-there';
import { autoscalersHaveRoom } from './rules/autoscalers-have-room';
import { autoscalersOwnReplicas } from './rules/autoscalers-own-replicas';
import { backedUpOnce } from './rules/backed-up-once';
import { claimsExist } from './rules/claims-exist';
import { clustersAlikeAgree } from './rules/clusters-alike-agree';
import { clustersAreBackedUp } from './rules/clusters-are-backed-up';
import { clustersKeepToThemselves } from './rules/clusters-keep-to-themselves';
import { configMapsExist } from './rules/config-maps-exist';
import { containerNamesAreDistinct } from './rules/container-names-are-distinct';
import { containerPortsAreDistinct } from './rules/container-ports-are-distinct';
import { controlPlanesShareARoot } from './rules/control-planes-share-a-root';
import { declaredCallsAreOpen } from './rules/declared-calls-are-open';
import { declaredCallsAreVisible } from './rules/declared-calls-are-visible';
import { declaredPortsAreServed } from './rules/declared-ports-are-served';
import { destinationHostsExist } from './rules/destination-hosts-exist';
import { differencesAreExact } from './rules/differences-are-exact';
import { dnsAnnotationsAreRead } from './rules/dns-annotations-are-read';
import { dnsControllersAreApart } from './rules/dns-controllers-are-apart';
import { dnsPoliciesAreWhole } from './rules/dns-policies-are-whole';
import { dnsRecordsAreDistinct } from './rules/dns-records-are-distinct';
import { dnsRecordsAreOwn } from './rules/dns-records-are-own';
import { dnsRecordsShareAPolicy } from './rules/dns-records-share-a-policy';
import { dnsValuesAreValid } from './rules/dns-values-are-valid';
import { drillsAreRecent } from './rules/drills-are-recent';
import { ejectionTakesSeveralErrors } from './rules/ejection-takes-several-errors';
import { ejectionsLast } from './rules/ejections-last';
import { environmentNamesAreDistinct } from './rules/environment-names-are-distinct';
import { exemptionsAreNeeded } from './rules/exemptions-are-needed';
import { exemptionsExpire } from './rules/exemptions-expire';
import { exportsHaveAService } from './rules/exports-have-a-service';
import { exportsMeanTheSame } from './rules/exports-mean-the-same';
import { failoverDrains } from './rules/failover-drains';
import { failoverHasAnAddress } from './rules/failover-has-an-address';
import { failoverNamesEveryRegion } from './rules/failover-names-every-region';
import { fieldsAreKnown } from './rules/fields-are-known';
import { gatewayApiIsNewEnough } from './rules/gateway-api-is-new-enough';
import { gatewayErrorsCountFirst } from './rules/gateway-errors-count-first';
import { gatewaysHaveAClass } from './rules/gateways-have-a-class';
import { generatorsFindUnits } from './rules/generators-find-units';
import { globalLabelsAgree } from './rules/global-labels-agree';
import { hashesStayInOnePlace } from './rules/hashes-stay-in-one-place';
import { healthChecksAreShallow } from './rules/health-checks-are-shallow';
import { istioAcceptsPolicies } from './rules/istio-accepts-policies';
import { kindsAreApplied } from './rules/kinds-are-applied';
import { kubernetesIsSupported } from './rules/kubernetes-is-supported';
import { localitiesComeFromNodes } from './rules/localities-come-from-nodes';
import { localitiesExist } from './rules/localities-exist';
import { meshLocalitiesAreOn } from './rules/mesh-localities-are-on';
import { meshesAreOne } from './rules/meshes-are-one';
import { mountsHaveAVolume } from './rules/mounts-have-a-volume';
import { mutualTlsStaysOn } from './rules/mutual-tls-stays-on';
import { namespacesAreClosed } from './rules/namespaces-are-closed';
import { namespacesAreExplicit } from './rules/namespaces-are-explicit';
import { namespacesExist } from './rules/namespaces-exist';
import { networksHaveAGateway } from './rules/networks-have-a-gateway';
import { nodePoolsAreInTheZones } from './rules/node-pools-are-in-the-zones';
import { nodePoolsHoldThePlan } from './rules/node-pools-hold-the-plan';
import { objectsAreDesiredState } from './rules/objects-are-desired-state';
import { objectsAreSmall } from './rules/objects-are-small';
import { objectsFitKubernetes } from './rules/objects-fit-kubernetes';
import { openListenersComeLast } from './rules/open-listeners-come-last';
import { openRegionsHaveARecord } from './rules/open-regions-have-a-record';
import { pinnedHostsStay } from './rules/pinned-hosts-stay';
import { platformSecretsStay } from './rules/platform-secrets-stay';
import { policiesCanBeRead } from './rules/policies-can-be-read';
import { policiesKeepTheRule } from './rules/policies-keep-the-rule';
import { policiesLetItIn } from './rules/policies-let-it-in';
import { policiesWouldLetItIn } from './rules/policies-would-let-it-in';
import { poolsCarryThePlan } from './rules/pools-carry-the-plan';
import { poolsLeaveRoomForRetries } from './rules/pools-leave-room-for-retries';
import { portsSayTheirProtocol } from './rules/ports-say-their-protocol';
import { probePortsExist } from './rules/probe-ports-exist';
import { projectsPermitTheirUnits } from './rules/projects-permit-their-units';
import { remoteClustersAreKnown } from './rules/remote-clusters-are-known';
import { removalsAreGuarded } from './rules/removals-are-guarded';
import { restoresAreTested } from './rules/restores-are-tested';
import { retriesLeaveTheLocality } from './rules/retries-leave-the-locality';
import { revisionsAreFixed } from './rules/revisions-are-fixed';
import { rolesExist } from './rules/roles-exist';
import { rootsStayFree } from './rules/roots-stay-free';
import { routesHaveAGateway } from './rules/routes-have-a-gateway';
import { routesLeadToServices } from './rules/routes-lead-to-services';
import { rulesAreSeen } from './rules/rules-are-seen';
import { rulesShadowNothing } from './rules/rules-shadow-nothing';
import { schedulesCanBeRead } from './rules/schedules-can-be-read';
import { scrapesAreOpen } from './rules/scrapes-are-open';
import { secretsAreReferenced } from './rules/secrets-are-referenced';
import { secretsExist } from './rules/secrets-exist';
import { selectorsMatch } from './rules/selectors-match';
import { serviceAccountsExist } from './rules/service-accounts-exist';
import { servicePortsAreDistinct } from './rules/service-ports-are-distinct';
import { servicesAgree } from './rules/services-agree';
import { servicesAreComplete } from './rules/services-are-complete';
import { servicesSelectPods } from './rules/services-select-pods';
import { setsDoNotRoll } from './rules/sets-do-not-roll';
import { sharesAreNoFailover } from './rules/shares-are-no-failover';
import { sharesCoverClients } from './rules/shares-cover-clients';
import { sharesNameOneZone } from './rules/shares-name-one-zone';
import { storesExist } from './rules/stores-exist';
import { survivorsWarmUp } from './rules/survivors-warm-up';
import { syncWindowsCanBeRead } from './rules/sync-windows-can-be-read';
import { syncsAreRetried } from './rules/syncs-are-retried';
import { syncsTakeCare } from './rules/syncs-take-care';
import { takeoversFindEverything } from './rules/takeovers-find-everything';
import { targetPortsExist } from './rules/target-ports-exist';
import { textsAreWithinLimits } from './rules/texts-are-within-limits';
import { trafficDistributionHasEffect } from './rules/traffic-distribution-has-effect';
import { undeclaredCallsAreShut } from './rules/undeclared-calls-are-shut';
import { unitNamesAreDistinct } from './rules/unit-names-are-distinct';
import { unitsAreRenderedAlone } from './rules/units-are-rendered-alone';
import { unitsAreSmall } from './rules/units-are-small';
import { unitsHaveRoom } from './rules/units-have-room';
import { upgradeWindowsAreAhead } from './rules/upgrade-windows-are-ahead';
import { wavesAreIntegers } from './rules/waves-are-integers';
import { wavesFollowNeeds } from './rules/waves-follow-needs';
import { waysOutAreOpen } from './rules/ways-out-are-open';
import { webhooksLeaveAWayBack } from './rules/webhooks-leave-a-way-back';
import { workloadsSelectTheirPods } from './rules/workloads-select-their-pods';

/** Every rule. One line a rule. */
export const RULES: readonly LintRule[] = [
  addOnsFitKubernetes,
  adminsAreBreakGlass,
  ambientHostsHaveAWaypoint,
  applicationSetsAreGuarded,
  applicationsArePermitted,
  applicationsHaveNoWave,
  appsStayInTheirNamespace,
  argoCdKeepsItself,
  argoFieldsAreRead,
  argoFieldsAreThere,
  autoscalersHaveRoom,
  autoscalersOwnReplicas,
  backedUpOnce,
  claimsExist,
  clustersAlikeAgree,
  clustersAreBackedUp,
  clustersKeepToThemselves,
  configMapsExist,
  containerNamesAreDistinct,
  containerPortsAreDistinct,
  controlPlanesShareARoot,
  declaredCallsAreOpen,
  declaredCallsAreVisible,
  declaredPortsAreServed,
  destinationHostsExist,
  differencesAreExact,
  dnsAnnotationsAreRead,
  dnsControllersAreApart,
  dnsPoliciesAreWhole,
  dnsRecordsAreDistinct,
  dnsRecordsAreOwn,
  dnsRecordsShareAPolicy,
  dnsValuesAreValid,
  drillsAreRecent,
  ejectionTakesSeveralErrors,
  ejectionsLast,
  environmentNamesAreDistinct,
  exemptionsAreNeeded,
  exemptionsExpire,
  exportsHaveAService,
  exportsMeanTheSame,
  failoverDrains,
  failoverHasAnAddress,
  failoverNamesEveryRegion,
  fieldsAreKnown,
  gatewayApiIsNewEnough,
  gatewayErrorsCountFirst,
  gatewaysHaveAClass,
  generatorsFindUnits,
  globalLabelsAgree,
  hashesStayInOnePlace,
  healthChecksAreShallow,
  istioAcceptsPolicies,
  kindsAreApplied,
  kubernetesIsSupported,
  localitiesComeFromNodes,
  localitiesExist,
  meshLocalitiesAreOn,
  meshesAreOne,
  mountsHaveAVolume,
  mutualTlsStaysOn,
  namespacesAreClosed,
  namespacesAreExplicit,
  namespacesExist,
  networksHaveAGateway,
  nodePoolsAreInTheZones,
  nodePoolsHoldThePlan,
  objectsAreDesiredState,
  objectsAreSmall,
  objectsFitKubernetes,
  openListenersComeLast,
  openRegionsHaveARecord,
  pinnedHostsStay,
  platformSecretsStay,
  policiesCanBeRead,
  policiesKeepTheRule,
  policiesLetItIn,
  policiesWouldLetItIn,
  poolsCarryThePlan,
  poolsLeaveRoomForRetries,
  portsSayTheirProtocol,
  probePortsExist,
  projectsPermitTheirUnits,
  remoteClustersAreKnown,
  removalsAreGuarded,
  restoresAreTested,
  retriesLeaveTheLocality,
  revisionsAreFixed,
  rolesExist,
  rootsStayFree,
  routesHaveAGateway,
  routesLeadToServices,
  rulesAreSeen,
  rulesShadowNothing,
  schedulesCanBeRead,
  scrapesAreOpen,
  secretsAreReferenced,
  secretsExist,
  selectorsMatch,
  serviceAccountsExist,
  servicePortsAreDistinct,
  servicesAgree,
  servicesAreComplete,
  servicesSelectPods,
  setsDoNotRoll,
  sharesAreNoFailover,
  sharesCoverClients,
  sharesNameOneZone,
  storesExist,
  survivorsWarmUp,
  syncWindowsCanBeRead,
  syncsAreRetried,
  syncsTakeCare,
  takeoversFindEverything,
  targetPortsExist,
  textsAreWithinLimits,
  trafficDistributionHasEffect,
  undeclaredCallsAreShut,
  unitNamesAreDistinct,
  unitsAreRenderedAlone,
  unitsAreSmall,
  unitsHaveRoom,
  upgradeWindowsAreAhead,
  wavesAreIntegers,
  wavesFollowNeeds,
  waysOutAreOpen,
  webhooksLeaveAWayBack,
  workloadsSelectTheirPods,
];
