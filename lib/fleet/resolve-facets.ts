import type { z } from 'zod';
import { pathText, problemOf } from '../config/issue-text';
import type { Diagnostic, Position } from '../core/diagnostic';
import { FACETS, FACET_NAMES, type FacetName, type FacetValues } from '../facets/schemas';
import { PARSE } from '../config/parse-options';
import { fold, layerPosition, layerSets, valueAt, type Layer } from './layers';
import * as say from './messages';

/**
 * Folds layers and fills every default. A facet that is not valid is taken from `fallback`; where there is none it is
 * reported, and the result is undefined.
 */
export function resolveFacets(
  layers: readonly Layer[],
  subject: { readonly app: string; readonly cluster: string },
  report: (diagnostic: Diagnostic) => void,
  fallback?: FacetValues,
): FacetValues | undefined {
  const tree = fold(layers);
  const values: Partial<Record<FacetName, unknown>> = {};
  let valid = true;
  for (const facet of FACET_NAMES) {
    const { schema, resolve } = FACETS[facet];
    const result = schema.safeParse(tree[facet] ?? {}, PARSE);
    if (result.success) values[facet] = (resolve as (parsed: unknown) => unknown)(result.data);
    else if (fallback !== undefined) values[facet] = fallback[facet];
    else {
      valid = false;
      for (const issue of result.error.issues) reportIssue(facet, issue, layers, subject, report);
    }
  }
  return valid ? (values as FacetValues) : undefined;
}

function reportIssue(
  facet: FacetName,
  issue: z.core.$ZodIssue,
  layers: readonly Layer[],
  subject: { readonly app: string; readonly cluster: string },
  report: (diagnostic: Diagnostic) => void,
): void {
  const path = [facet, ...issue.path.map(String)];
  const text = pathText(path);
  const missing = issue.code !== 'custom' && valueAt(fold(layers), path) === undefined;
  const problem = missing ? `${text} is missing` : `${text}: ${problemOf(issue)}`;
  report(say.invalidFold({ at: positionIn(layers, path), ...subject, problem }));
}

/** Where the strongest layer that says something about a path, or else about the nearest map above it, does so. */
function positionIn(layers: readonly Layer[], path: readonly string[]): Position | undefined {
  const written = [...layers].reverse().filter((layer) => layer.source !== undefined);
  for (let length = path.length; length > 0; length--) {
    const prefix = path.slice(0, length);
    const layer = written.find((candidate) => layerSets(candidate, prefix) !== undefined);
    if (layer !== undefined) return layerPosition(layer, prefix);
  }
  const contract = layers.find((candidate) => candidate.kind === 'contract');
  return contract && layerPosition(contract, []);
}
