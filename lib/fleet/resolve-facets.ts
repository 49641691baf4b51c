import type { z } from 'zod';
import { pathText, problemOf } from '../config/issue-text';
import type { Diagnostic, Position } from '../core/diagnostic';
import { FACETS, FACET_NAMES, type FacetName, type FacetValues } from '../facets/schemas';
import { PARSE } from '../config/parse-options';
import { fold, layerPosition, layerSets, valueAt, type Layer } from './layers';
import * as say from './messages';

type Parsed = { readonly value: unknown } | { readonly issues: readonly z.core.$ZodIssue[] };

/** Checks what was written of one facet, and completes it. */
export type ParseFacet = (facet: FacetName, written: unknown) => Parsed;

/** A parser that looks at equal facets once: of most apps and clusters nearly all of them are. */
export function facetParser(): ParseFacet {
  const known = new Map<string, Parsed>();
  return (facet, written) => {
    const key = `${facet} ${JSON.stringify(written)}`;
    const parsed = known.get(key) ?? parseFacet(facet, written);
    known.set(key, parsed);
    return parsed;
  };
}

function parseFacet(facet: FacetName, written: unknown): Parsed {
  const { schema, resolve } = FACETS[facet];
  const result = schema.safeParse(written, PARSE);
  if (!result.success) return { issues: result.error.issues };
  return { value: (resolve as (parsed: unknown) => unknown)(result.data) };
}

/**
 * Folds layers and fills every default. A facet that is not valid is taken from `fallback`; where there is none it is
 * reported, and the result is undefined.
 */
export function resolveFacets(
  layers: readonly Layer[],
  subject: { readonly app: string; readonly cluster: string },
  { parse, report }: { readonly parse: ParseFacet; readonly report: (diagnostic: Diagnostic) => void },
  fallback?: FacetValues,
): FacetValues | undefined {
  const tree = fold(layers);
  const values: Partial<Record<FacetName, unknown>> = {};
  let valid = true;
  for (const facet of FACET_NAMES) {
    const parsed = parse(facet, tree[facet] ?? {});
    if ('value' in parsed) values[facet] = parsed.value;
    else if (fallback !== undefined) values[facet] = fallback[facet];
    else {
      valid = false;
      for (const issue of parsed.issues) reportIssue(facet, issue, layers, subject, report);
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
