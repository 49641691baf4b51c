import { compile } from '../../../lib/compile/compile';
import { groupOf, type Manifest } from '../../../lib/core/manifest';
import { miniApp, miniCluster, miniFleet, miniReleases } from '../../support/mini-fleet';

const { plan } = miniFleet({
  files: {
    'clusters/lab.yaml': miniCluster('lab', 'eu-central-1', 3, 'mesh: none\n'),
    'apps/books/app.yaml': miniApp('books', 'goods', 'regions: [aws:eu-central-1]\ncalls: {to: [shelf]}'),
    'apps/books/releases.yaml': miniReleases('goods/books'),
    'apps/shelf/app.yaml': miniApp('shelf', 'goods', 'regions: [aws:eu-central-1]\ncalls: {from: [books]}'),
    'apps/shelf/releases.yaml': miniReleases('goods/shelf'),
  },
});
const compiled = compile(plan, { resources: {}, twice: false, report: () => undefined });

function objectsOf(cluster: string): readonly Manifest[] {
  const places = [...compiled.units, ...compiled.folders].filter((place) => place.cluster === cluster);
  return places.flatMap(({ objects }) => objects);
}

/** What watches a cluster is there without a mesh too. */
function watches({ metadata }: Manifest): boolean {
  return metadata.namespace === 'monitoring' || metadata.name === 'chart-kube-prometheus';
}

const lab = objectsOf('lab');
const unwatched = lab.filter((object) => !watches(object));

describe('a cluster outside the mesh', () => {
  test('holds nothing of Istio: no object of its kinds, no namespace, no chart, no label, no annotation', () => {
    expect(lab.filter(({ apiVersion }) => groupOf(apiVersion).endsWith('.istio.io'))).toEqual([]);
    expect(unwatched.filter(({ kind }) => kind === 'ExternalSecret' || kind === 'HTTPRoute')).toEqual([]);
    expect(unwatched.filter(({ metadata }) => metadata.name.startsWith('chart-istio'))).toEqual([]);
    // Projects go on permitting kinds that any cluster may have held; policies and roles are the same bytes in every cluster.
    const own = unwatched.filter(
      ({ kind }) => !['AppProject', 'ClusterRole', 'ValidatingAdmissionPolicy'].includes(kind),
    );
    expect(JSON.stringify(own)).not.toMatch(/istio/);
  });

  test('holds its apps all the same, with the walls around them and the way between them', () => {
    const names = lab.filter(({ kind }) => kind === 'Deployment').map(({ metadata }) => metadata.name);
    expect(names).toEqual(['books', 'shelf']);
    const walls = lab.filter(({ kind }) => kind === 'NetworkPolicy').map(({ metadata }) => metadata.name);
    expect(walls).toEqual(
      expect.arrayContaining(['default-deny', 'allow-dns', 'books-egress', 'shelf-ingress']),
    );
    expect(walls).not.toContain('allow-istiod');
    expect(walls).not.toContain('allow-east-west');
  });

  test('is no business of the others: they open no way to it, and read nothing of it', () => {
    const us = JSON.stringify(objectsOf('us'));
    expect(us).not.toContain('10.3.');
    expect(us).not.toContain('istio-remote-secret-lab');
    expect(us).toContain('istio-remote-secret-eu');
  });

  test('asks for no room for proxies', () => {
    const requests = (cluster: string, namespace: string): string =>
      JSON.stringify(
        objectsOf(cluster).find(
          ({ kind, metadata }) => kind === 'ResourceQuota' && metadata.namespace === namespace,
        )?.['spec'],
      );
    expect(requests('lab', 'shelf')).not.toBe(requests('us', 'web'));
  });
});
