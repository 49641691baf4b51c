import { ADD_ONS, appRelease, ISTIO_ADD_ON, minorOf, rangeOf } from '../../../lib/fleet/add-ons';
import { CHART_VERSIONS, type ChartName } from '../../../lib/fleet/chart-versions';
import { ISTIO_RELEASE, KUBERNETES_MINORS, TARGET_VERSIONS } from '../../../lib/fleet/versions';
import { PINS, type PinName } from '../../../scripts/import/pins';

const CHARTS = Object.keys(CHART_VERSIONS) as ChartName[];

describe('the chart', () => {
  it.each(CHARTS)('%s installs a release that is known, and that supports the target', (chart) => {
    const app = appRelease(chart, CHART_VERSIONS[chart]);
    expect(app).toBeDefined();
    const range = rangeOf(ADD_ONS[chart], app ?? '');
    const supported = KUBERNETES_MINORS.filter(
      (minor) =>
        range === undefined || range.tested === true || (minor >= range.from && minor <= (range.to ?? minor)),
    );
    expect(supported).toContain(TARGET_VERSIONS.kubernetes);
  });

  const checked = CHARTS.flatMap((chart): [ChartName, string][] => {
    const { definitions } = ADD_ONS[chart];
    return definitions === undefined ? [] : [[chart, definitions]];
  });

  it.each(checked)('%s serves the definitions of %s that objects are checked against', (chart, module) => {
    const app = appRelease(chart, CHART_VERSIONS[chart]) ?? '';
    expect(minorOf(app)).toBe(minorOf(PINS[module as PinName].version));
  });
});

test('the release of Istio is that of the definitions', () => {
  expect(PINS.istio.version).toBe(`v${ISTIO_RELEASE}`);
  expect(minorOf(ISTIO_RELEASE)).toBe(TARGET_VERSIONS.istio);
  expect(rangeOf(ISTIO_ADD_ON, ISTIO_RELEASE)).toEqual({ from: '1.32', to: '1.36' });
});

test('the target of Kubernetes and Argo CD is what their kinds are checked against', () => {
  expect(minorOf(PINS.kubernetes.version)).toBe(TARGET_VERSIONS.kubernetes);
  expect(minorOf(PINS.argocd.version)).toBe(TARGET_VERSIONS.argocd);
});
