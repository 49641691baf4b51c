import type { FleetInput } from '../config/fleet-schema';
import type { AppFiles } from '../config/inputs';
import type { Located } from '../config/located';
import type { Diagnostic } from '../core/diagnostic';
import { nearest, sortedBy, sortedUnique } from '../core/text';
import type { FacetValues } from '../facets/schemas';
import { appLayers } from './app-layers';
import type { App, AppInCluster, Cluster, Release } from './fleet';
import { layersFor, type Layer } from './layers';
import * as say from './messages';
import { registryHost } from './registry-host';
import { reportRepeats } from './report-repeats';
import { placesOf } from './resolve-clusters';
import { resolveFacets, type ParseFacet } from './resolve-facets';

type Report = (diagnostic: Diagnostic) => void;

/** What an app is resolved against. */
export interface AppContext {
  readonly fleet: Located<FleetInput>;
  readonly clusters: readonly Cluster[];
  readonly parse: ParseFacet;
  readonly report: Report;
}

/** Completes one app: its placement, its facets in every cluster, its releases. Undefined where it cannot be known. */
export function resolveApp(files: AppFiles, context: AppContext): App | undefined {
  const { contract } = files;
  const { application } = contract.value;
  const layers = appLayers(files, context.fleet);
  const subject = { app: application.name, cluster: 'every cluster' };
  const facets = resolveFacets(
    layers.filter((layer) => layer.match === undefined),
    subject,
    context,
  );
  const clusters = resolvePlacement(files, context);
  checkIdentity(files, clusters, context.report);
  reportMissingReleases(files, clusters, context.report);
  if (facets === undefined) return undefined;
  const inCluster = facetsByCluster({ files, layers, base: facets, placed: clusters }, context);
  const perCluster = new Map(context.clusters.map((cluster) => [cluster.id, inCluster(cluster)]));
  if (clusters.some((cluster) => perCluster.get(cluster.id) === undefined)) return undefined;
  return {
    name: application.name,
    owner: application.owner,
    criticality: application.criticality,
    cell: application.cell,
    namespace: application.namespace ?? application.name,
    frozen: application.state === 'frozen',
    clusters,
    regions: application.regions.map((place) => place.slice(place.indexOf(':') + 1)),
    facets,
    in: (cluster) => perCluster.get(cluster.id) ?? { facets },
    files,
    fleetSource: context.fleet,
  };
}

function resolvePlacement(files: AppFiles, context: AppContext): readonly Cluster[] {
  const { contract } = files;
  const { name, regions, clusters: narrowed } = contract.value.application;
  const places = placesOf(context.clusters);
  reportRepeats(regions, 'region', (index) => contract.at(['application', 'regions', index]), context.report);
  const found = regions.flatMap((place, index): readonly Cluster[] => {
    if (regions.indexOf(place) !== index) return [];
    const clusters = places.get(place);
    if (clusters === undefined) {
      const at = contract.at(['application', 'regions', index]);
      context.report(say.noCluster({ at, app: name, place, known: sortedUnique(places.keys()) }));
    }
    return clusters ?? [];
  });
  if (narrowed === undefined) {
    reportMixedEnvironments(files, found, context.report);
    return sortedBy(found, (cluster) => cluster.id);
  }
  const known = sortedUnique(found.map((cluster) => cluster.id));
  reportRepeats(
    narrowed,
    'cluster',
    (index) => contract.at(['application', 'clusters', index]),
    context.report,
  );
  for (const [index, id] of narrowed.entries()) {
    if (known.includes(id)) continue;
    const at = contract.at(['application', 'clusters', index]);
    const suggestion = nearest(id, known);
    context.report(
      say.unknownReference({
        at,
        what: 'cluster',
        name: id,
        within: `in the regions of ${name}`,
        suggestion,
        known,
      }),
    );
  }
  if (narrowed.some((id) => !known.includes(id))) return [];
  const chosen = found.filter((cluster) => narrowed.includes(cluster.id));
  for (const [index, place] of regions.entries()) {
    if (!places.has(place) || chosen.some((cluster) => `${cluster.provider}:${cluster.region}` === place))
      continue;
    const at = contract.at(['application', 'regions', index]);
    context.report(say.noCluster({ at, app: name, place: `${place} among its "clusters"`, known }));
  }
  return sortedBy(chosen, (cluster) => cluster.id);
}

function reportMixedEnvironments(files: AppFiles, clusters: readonly Cluster[], report: Report): void {
  const environments = sortedUnique(clusters.map((cluster) => cluster.environment)).map((name) => ({
    name,
    clusters: sortedUnique(clusters.filter((one) => one.environment === name).map((one) => one.id)),
  }));
  if (environments.length < 2) return;
  const { contract } = files;
  const app = contract.value.application.name;
  report(say.mixedEnvironments({ at: contract.atKey(['application', 'regions']), app, environments }));
}

interface Folding {
  readonly files: AppFiles;
  readonly layers: readonly Layer[];
  /** What holds without overlays. */
  readonly base: FacetValues;
  readonly placed: readonly Cluster[];
}

/**
 * Clusters that the same overlays match share one result, so that a large fleet resolves each combination once. Where an
 * app does not run, an overlay for others may not fit it, and nobody reads the facet that it is about.
 */
function facetsByCluster(
  { files, layers, base, placed }: Folding,
  context: AppContext,
): (cluster: Cluster) => AppInCluster | undefined {
  const done = new Map<string, FacetValues | undefined>();
  const { name } = files.contract.value.application;
  return (cluster) => {
    const applicable = layersFor(layers, cluster);
    const overlays = applicable.filter((layer) => layer.match !== undefined);
    const runs = placed.includes(cluster);
    const key = [runs, ...overlays.map((layer) => `${layer.kind} ${layer.name}`)].join('\n');
    const subject = { app: name, cluster: cluster.id };
    const resolve = (): FacetValues | undefined =>
      overlays.length === 0 ? base : resolveFacets(applicable, subject, context, runs ? undefined : base);
    if (!done.has(key)) done.set(key, resolve());
    const facets = done.get(key);
    return facets && { facets, release: releaseFor(files, cluster, context) };
  };
}

function releaseFor(files: AppFiles, cluster: Cluster, context: AppContext): Release | undefined {
  const { releases } = files;
  const release = releases?.value.rings[cluster.ring.name];
  if (releases === undefined || release === undefined) return undefined;
  const host = registryHost(context.fleet.value, releases.value.registry, cluster.region);
  return { version: release.version, image: `${host}/${releases.value.image}@${release.digest}` };
}

function reportMissingReleases(files: AppFiles, clusters: readonly Cluster[], report: Report): void {
  const { contract, releases } = files;
  for (const ring of sortedUnique(clusters.map((cluster) => cluster.ring.name))) {
    if (releases?.value.rings[ring] !== undefined) continue;
    const followers = clusters.filter((cluster) => cluster.ring.name === ring).map((cluster) => cluster.id);
    const at = releases === undefined ? contract.at(['application', 'name']) : releases.atKey(['rings']);
    report(
      say.noRelease({
        at,
        app: contract.value.application.name,
        ring,
        clusters: followers,
        hasFile: releases !== undefined,
      }),
    );
  }
}

function checkIdentity(files: AppFiles, clusters: readonly Cluster[], report: Report): void {
  const { contract } = files;
  const identity = contract.value.workloadIdentity;
  if (identity === undefined) return;
  const { name } = contract.value.application;
  if (identity.app !== name) {
    report(
      say.identityOfAnother({
        at: contract.at(['workloadIdentity', 'app']),
        field: 'app',
        value: identity.app,
        expected: [name],
      }),
    );
  }
  const environments = sortedUnique(clusters.map((cluster) => cluster.environment));
  if (environments.length > 0 && !environments.includes(identity.environment)) {
    const at = contract.at(['workloadIdentity', 'environment']);
    report(
      say.identityOfAnother({
        at,
        field: 'environment',
        value: identity.environment,
        expected: environments,
      }),
    );
  }
}
