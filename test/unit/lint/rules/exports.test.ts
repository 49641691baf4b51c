import { exportsHaveAService } from '../../../../lib/lint/rules/exports-have-a-service';
import { exportsMeanTheSame } from '../../../../lib/lint/rules/exports-mean-the-same';
import type { LintRule } from '../../../../lib/lint/lint';
import { compileMini, edit, sentencesOf, withObject, withObjects } from '../../../support/compiled';
import { MINI_FILES } from '../../../support/mini-fleet';

const eu = `${MINI_FILES['clusters/eu.yaml'] ?? ''}multiClusterServices: upstream\n`;
const fleet = compileMini({ 'clusters/eu.yaml': eu });

function said(
  rule: LintRule,
  kind: string,
  path: readonly (string | number)[],
  value: unknown,
): readonly string[] {
  return sentencesOf(rule, withObjects(fleet, edit(kind, 'stock', path, value, 'us')));
}

describe('what is exported to a cluster set', () => {
  it('has a Service beside it', () => {
    expect(sentencesOf(exportsHaveAService, fleet)).toEqual([]);
    const stray = {
      apiVersion: 'net.gke.io/v1',
      kind: 'ServiceExport',
      metadata: { name: 'stok', namespace: 'stock' },
    };
    expect(sentencesOf(exportsHaveAService, withObject(fleet, 'us', 'stock', stray))).toEqual([
      'ServiceExport.net.gke.io stock/stok (us, unit apps/stock): metadata.name is "stok", and no Service of the namespace is called so | Name a Service that is there, or leave the export out.',
    ]);
  });

  it('has the same ports in every cluster', () => {
    expect(sentencesOf(exportsMeanTheSame, fleet)).toEqual([]);
    expect(said(exportsMeanTheSame, 'Service', ['spec', 'ports', 0, 'port'], 9090)).toEqual([
      'Service stock/stock (us, unit apps/stock): spec.ports is http 9090/http, and in eu, under the same name of one cluster set, it is http 8080/http | Give it another name, or make both the same.',
    ]);
  });

  it('has the same owner in every cluster', () => {
    expect(said(exportsMeanTheSame, 'Service', ['metadata', 'labels'], { team: 'somebody-else' })).toEqual([
      'Service stock/stock (us, unit apps/stock): metadata.labels.team is somebody-else, and in eu, under the same name of one cluster set, it is goods | Give it another name, or make both the same.',
    ]);
  });

  it('keeps users to one replica in every cluster, or in none', () => {
    expect(said(exportsMeanTheSame, 'Service', ['spec', 'sessionAffinity'], 'ClientIP')).toEqual([
      'Service stock/stock (us, unit apps/stock): spec.sessionAffinity is ClientIP, and in eu, under the same name of one cluster set, it is None | Give it another name, or make both the same.',
    ]);
  });
});

describe('what is not exported', () => {
  it('may differ as far as other rules let it', () => {
    const changed = withObjects(
      compileMini(),
      edit('Service', 'stock', ['metadata', 'labels'], { team: 'x' }, 'us'),
    );
    expect(sentencesOf(exportsMeanTheSame, changed)).toEqual([]);
  });
});
