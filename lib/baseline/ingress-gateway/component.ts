import { INGRESS_NAMESPACE } from '../../plan/names';
import type { Component } from '../component';
import { asksByName } from '../../plan/entry/service';
import { buildCertificate } from './certificate';
import { buildExportedGateway } from './exported-gateway';
import { buildEdgeGuard, buildFrontDoor } from './front-door';
import { buildGateway } from './gateway';
import { buildGlobalGateway } from './global-gateway';
import { buildHealthChecks } from './health-checks';
import { buildGatewayParameters } from './parameters';
import { buildRedirect, buildRegionalHealth } from './routes';

/*
 * What an API server would fill in inside a list is written out: Argo CD compares lists of custom resources as a whole,
 * and would find them different for ever.
 */

/** The way in from outside, shared by every public app; each brings its own route. */
export const ingressGateway: Component = {
  name: 'ingress-gateway',
  namespace: INGRESS_NAMESPACE,
  ofMesh: true,
  build(scope, context) {
    buildGateway(scope, context);
    buildGatewayParameters(scope, context);
    buildRedirect(scope, context);
    buildCertificate(scope, context);
    if (asksByName(context.fleet)) buildRegionalHealth(scope, context);
    buildHealthChecks(scope, context);
    buildFrontDoor(scope, context);
    buildEdgeGuard(scope, context);
    buildExportedGateway(scope, context);
    buildGlobalGateway(scope, context);
  },
};
