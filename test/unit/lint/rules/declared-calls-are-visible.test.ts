import { compile } from '../../../../lib/compile/compile';
import type { Json, Manifest } from '../../../../lib/core/manifest';
import { lintIndex } from '../../../../lib/lint/lint-index';
import { declaredCallsAreVisible } from '../../../../lib/lint/rules/declared-calls-are-visible';
import { miniFleet } from '../../../support/mini-fleet';

const { plan } = miniFleet();
const compiled = compile(plan, { resources: {}, twice: false, report: () => undefined });

/** What the rule says once the Sidecar of `web` has become these. */
function findings(...specs: readonly Json[]): readonly string[] {
  const replaced = (object: Manifest): readonly Manifest[] =>
    object.kind === 'Sidecar' && object.metadata.name === 'web'
      ? specs.map((spec, index) => ({
          ...object,
          metadata: { ...object.metadata, name: `web-${index}` },
          spec,
        }))
      : [object];
  const units = compiled.units.map((unit) => ({ ...unit, objects: unit.objects.flatMap(replaced) }));
  const found: string[] = [];
  const index = lintIndex({ plan, compiled: { ...compiled, units } });
  declaredCallsAreVisible.check(index, ({ message }) => found.push(message));
  return found;
}

const WEB = { labels: { 'app.kubernetes.io/name': 'web' } };
const egress = (...hosts: string[]): Json => [{ hosts }];

describe('declared calls are visible', () => {
  it('reports a Sidecar that hides what its workload declares to call', () => {
    expect(findings({ workloadSelector: WEB, egress: egress('istio-system/*') })).toEqual([
      'Sidecar.networking.istio.io web/web-0 (us, unit apps/web): spec.egress hides stock.stock.svc.cluster.local from web, which declares to call it',
    ]);
  });

  it('reports one without a selector, which holds for the whole namespace', () => {
    expect(findings({ egress: egress('./*', 'istio-system/*') })).toHaveLength(1);
  });

  it('reports two that take the same pods', () => {
    const open = { workloadSelector: WEB, egress: egress('*/*') };
    expect(findings(open, open)[0]).toContain('takes the pods of web, which web-0 takes too');
  });

  it.each([
    ['by its full name', { workloadSelector: WEB, egress: egress('stock/stock.stock.svc.cluster.local') }],
    ['by a pattern of names', { workloadSelector: WEB, egress: egress('stock/*.svc.cluster.local') }],
    ['in any namespace', { workloadSelector: WEB, egress: egress('*/*') }],
    ['because nothing is said', { workloadSelector: WEB }],
    [
      'because it is about other pods',
      { workloadSelector: { labels: { app: 'other' } }, egress: egress('./*') },
    ],
  ])('accepts one that lets the host be learned %s', (_, spec) => {
    expect(findings(spec)).toEqual([]);
  });

  it('accepts that there is none', () => {
    expect(findings()).toEqual([]);
  });
});
