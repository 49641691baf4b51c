import { checkMeshChange } from '../../../lib/output/check-mesh-change';
import type { ExistingUnit } from '../../../lib/output/existing-tree';

function unit(cluster: string, lane: string, name: string): ExistingUnit {
  return { cluster, lane, name, path: `${cluster}/units/${lane}/${name}.yaml`, objects: [], emptied: false };
}

const WEB = unit('eu', 'apps', 'web');
const MESH = ['istiod', 'istio-cni', 'namespace-istio-system'].map((name) => unit('eu', 'baseline', name));

const codes = (...args: Parameters<typeof checkMeshChange>): readonly string[] =>
  checkMeshChange(...args).map(({ code, message }) => `${code}: ${message}`);

describe('checkMeshChange', () => {
  it('refuses to take a running cluster out of the mesh, in one message for all of its units', () => {
    expect(codes([WEB, ...MESH], { units: [WEB], outside: ['eu'] })).toEqual([
      'output/mesh-left: eu says mesh: none, and the output holds 3 units of the mesh for it',
    ]);
  });

  it('says what comes next when a running cluster comes into it', () => {
    expect(codes([WEB], { units: [WEB, ...MESH], outside: [] })).toEqual([
      'output/mesh-joined: eu comes into the mesh, and its output was written without it',
    ]);
  });

  it('says nothing of a new cluster, or of one that stays as it is', () => {
    expect(codes([], { units: [WEB, ...MESH], outside: [] })).toEqual([]);
    expect(codes([WEB, ...MESH], { units: [WEB, ...MESH], outside: [] })).toEqual([]);
    expect(codes([WEB], { units: [WEB], outside: ['eu'] })).toEqual([]);
  });
});
