import type { ClusterInput } from '../config/cluster-schema';
import type { ServiceFacts } from '../providers/provider';

/** What a cluster must have before its tree is applied, a sentence each: what its service does not bring. */
export function serviceNeeds(
  {
    identityMode,
    mesh,
    networkMode,
    nodes,
    purpose,
  }: Pick<ClusterInput, 'identityMode' | 'mesh' | 'networkMode' | 'nodes' | 'purpose'>,
  { needs }: Pick<ServiceFacts, 'needs'>,
): readonly string[] {
  return needs
    .filter((need) => need.identityMode === undefined || need.identityMode === identityMode)
    .filter((need) => need.networkModes === undefined || need.networkModes.includes(networkMode))
    .filter(({ unlessNodes }) => unlessNodes === undefined || unlessNodes !== nodes)
    .filter(({ onlyNodes }) => onlyNodes === undefined || onlyNodes === nodes)
    .filter(({ ofMesh }) => ofMesh === undefined || mesh !== 'none')
    .filter((need) => need.purpose === undefined || need.purpose === purpose)
    .map(({ text }) => text);
}
