import { Telemetry } from '../../../imports/telemetry.istio.io';
import { ISTIO_NAMESPACE } from '../../plan/names';
import { traceExport, TRACING_PROVIDER } from '../../plan/traces';
import type { Component } from '../component';
import { baselineLabels } from '../labels';

/**
 * True for what failed: a status of 400 or more, or a flag that Envoy sets when no answer came at all. The flags stand
 * first because a request without an answer has no code, and asking for it would end the evaluation.
 */
const FAILED = 'response.flags != 0 || response.code >= 400';

/** Metrics, traces and access logs of the whole mesh; Istio takes one such object without a selector a namespace. */
export const telemetry: Component = {
  name: 'telemetry',
  namespace: ISTIO_NAMESPACE,
  ofMesh: true,
  build(scope, { cluster }) {
    const { traceSamplingPercent, accessLogErrorsOnly } = cluster.baseline.telemetry;
    new Telemetry(scope, 'telemetry', {
      metadata: { name: 'mesh-default', namespace: ISTIO_NAMESPACE, labels: baselineLabels(cluster) },
      spec: {
        accessLogging: [
          {
            providers: [{ name: 'envoy' }],
            ...(accessLogErrorsOnly ? { filter: { expression: FAILED } } : {}),
          },
        ],
        metrics: [{ providers: [{ name: 'prometheus' }] }],
        tracing: [
          traceExport(cluster) === undefined
            ? { disableSpanReporting: true }
            : { providers: [{ name: TRACING_PROVIDER }], randomSamplingPercentage: traceSamplingPercent },
        ],
      },
    });
  },
};
