import type { z } from 'zod';
import { pathText } from '../config/validate';
import type { Diagnostic } from '../core/diagnostic';
import { FACETS, FACET_NAMES, type FacetName, type FacetValues } from '../facets/schemas';
import { fold, layerPosition, layerSets, type Layer } from './layers';
import * as say from './messages';

/** Folds layers and fills every default; undefined, with a finding, where the result is not valid. */
export function resolveFacets(
  layers: readonly Layer[],
  subject: { readonly app: string; readonly cluster: string },
  report: (diagnostic: Diagnostic) => void,
): FacetValues | undefined {
  const tree = fold(layers);
  const values: Partial<Record<FacetName, unknown>> = {};
  let valid = true;
  for (const facet of FACET_NAMES) {
    const { schema, resolve } = FACETS[facet];
    const result = schema.safeParse(tree[facet] ?? {});
    if (result.success) values[facet] = (resolve as (parsed: unknown) => unknown)(result.data);
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
  const layer = [...layers].reverse().find((candidate) => layerSets(candidate, path) !== undefined && candidate.source !== undefined);
  const contract = layers.find((candidate) => candidate.kind === 'contract');
  const at = layer !== undefined ? layerPosition(layer, path) : contract && layerPosition(contract, path);
  report(say.invalidFold({ at, ...subject, problem: `${pathText(path)}: ${issue.message}` }));
}
