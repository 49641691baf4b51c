import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readSourceTree } from '../../lib/config/read-source-tree';
import type { Manifest } from '../../lib/core/manifest';
import { withoutPlace } from '../support/place';
import { REPOSITORY, synthesizeClean } from '../support/reference';
import { validateObject } from '../support/validate-object';

const FLEET = join(REPOSITORY, 'examples/mixed');
const DIST = join(FLEET, 'dist');
const { output, fleet, diagnostics } = synthesizeClean(readSourceTree(FLEET));
const PRODUCTION = fleet.clusters.filter(({ purpose }) => purpose === 'shared-apps');

/** The files of an app in one cluster, below its folder. */
function filesOf(app: string, cluster: string): ReadonlyMap<string, string> {
  const folder = `${cluster}/apps/${app}/${app}/`;
  const own = [...output].filter(([path]) => path.startsWith(folder));
  return new Map(own.map(([path, text]) => [path.slice(folder.length), text]));
}

/** What tells one cluster from another, and why. */
const ADAPTERS: readonly (readonly [file: RegExp, reason: string])[] = [
  [/^configmap_shop-region\.yaml$/, 'the facts about its place that the app reads'],
  [/^serviceaccount_shop\.yaml$/, 'by what its cloud knows it'],
  [/^destinationrule\./, 'which region is nearest to this one'],
  [/^networkpolicy\..*_shop-egress\.yaml$/, 'the way to a callee in the same cluster'],
  [/^recordset\./, 'records of other regions, which are kept elsewhere'],
];

describe('the fleet of several clouds', () => {
  it('has production on EKS, AKS and GKE, a standby and a sandbox', () => {
    expect(
      fleet.clusters.map(({ service, purpose, environment }) => [service, purpose, environment]),
    ).toEqual([
      ['eks', 'shared-apps', 'prod'],
      ['eks', 'sandbox', 'sandbox'],
      ['eks', 'standby', 'prod'],
      ['aks', 'shared-apps', 'prod'],
      ['gke', 'shared-apps', 'prod'],
    ]);
  });

  it('is synthesized without a warning, to exactly what is committed', () => {
    expect(diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
    const files = readdirSync(DIST, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(DIST.length + 1));
    expect([...output.keys()].sort()).toEqual(files.sort());
    // After a change of what is written: node bin/meridian.mjs synth --root examples/mixed
    const stale = files.filter((file) => readFileSync(join(DIST, file), 'utf8') !== output.get(file));
    expect(stale).toEqual([]);
  });

  it('holds objects that are strictly valid, every one', () => {
    const manifests = [...output].filter(([path]) => path.endsWith('.yaml') && !/^[^/]+\/units\//.test(path));
    const invalid = manifests
      .map(([path, text]) => [path, validateObject(parse(text) as Manifest)])
      .filter(([, problems]) => problems?.length !== 0);
    expect(invalid).toEqual([]);
    expect(manifests.length).toBeGreaterThan(500);
  });
});

describe('an app that runs in three clouds', () => {
  const [first, ...others] = PRODUCTION.map((cluster) => ({ cluster, files: filesOf('shop', cluster.id) }));
  const isAdapter = (file: string): boolean => ADAPTERS.some(([pattern]) => pattern.test(file));
  const same = [...(first?.files.keys() ?? [])].filter((file) => !isAdapter(file));

  it('has its workload, scale, route, alerts and policies in each, and nothing that only one cloud has', () => {
    expect(same.map((file) => file.replace(/_.*/, ''))).toEqual([
      'authorizationpolicy.security.istio.io',
      'deployment.apps',
      'horizontalpodautoscaler.autoscaling',
      'httproute.gateway.networking.k8s.io',
      'networkpolicy.networking.k8s.io',
      'poddisruptionbudget.policy',
      'podmonitor.monitoring.coreos.com',
      'prometheusrule.monitoring.coreos.com',
      'service',
      'sidecar.networking.istio.io',
      'virtualservice.networking.istio.io',
    ]);
    for (const { files } of others)
      expect([...files.keys()].filter((file) => !isAdapter(file))).toEqual(same);
  });

  it.each(same)('has the same bytes in each, place and labels aside: %s', (file) => {
    const [own, ...rest] = [first, ...others].map((one) =>
      withoutPlace(one?.files.get(file) ?? '', one?.cluster ?? fail()),
    );
    expect(own).toContain('kind: ');
    for (const text of rest) expect(text).toBe(own);
  });

  it('differs in adapters, each of which is needed', () => {
    const all = [first, ...others].flatMap((one) => [...(one?.files.keys() ?? [])]);
    for (const [pattern] of ADAPTERS) expect(all.some((file) => pattern.test(file))).toBe(true);
    const annotations = [first, ...others].map((one) => {
      const account = parse(one?.files.get('serviceaccount_shop.yaml') ?? '') as Manifest;
      return Object.keys(account.metadata.annotations ?? {});
    });
    expect(annotations).toEqual([[], ['azure.workload.identity/client-id'], []]);
  });

  it('gets its permissions in the way of each cloud, from one list of capabilities', () => {
    const kinds = PRODUCTION.map(({ id }) => {
      const text = output.get(`_fleet/permissions/${id}/shop.json`) ?? '{}';
      return Object.keys(JSON.parse(text) as object).join(' ');
    });
    expect(kinds).toEqual([
      'AWSTemplateFormatVersion Description Resources',
      '$schema contentVersion metadata resources',
      'apiVersion kind items',
    ]);
  });
});

function fail(): never {
  throw new Error('the fleet has no cluster of production');
}
