import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listOf, objectOf, textOf, valueAt } from '../../../lib/core/json';
import { synthesizeReference } from '../../support/reference';

const root = join(__dirname, '../../..');

/** Every link to a runbook in the rules of the reference fleet, with the alert that has it. */
function runbookLinks(): ReadonlyMap<string, string> {
  const rules = synthesizeReference()
    .compiled.units.flatMap(({ objects }) => objects)
    .filter(({ kind }) => kind === 'PrometheusRule')
    .flatMap((object) => listOf(valueAt(object, 'spec', 'groups')))
    .flatMap((group) => listOf(objectOf(group)['rules']))
    .map(objectOf)
    .filter(({ alert }) => alert !== undefined);
  return new Map(
    rules.map((rule) => [
      textOf(rule['alert']) ?? '',
      textOf(valueAt(rule, 'annotations', 'runbook_url')) ?? '',
    ]),
  );
}

function headingsOf(page: string): readonly string[] {
  const text = readFileSync(join(root, page), 'utf8');
  return [...text.matchAll(/^## (\w+)$/gm)].map(([, heading = '']) => heading);
}

describe('runbooks', () => {
  const links = runbookLinks();

  it.each([...links])('%s: the page and the heading that its link leads to exist', (alert, link) => {
    const [, page = '', anchor = ''] =
      /\/blob\/HEAD\/(docs\/runbooks\/[a-z-]+\.md)#([a-z]+)$/.exec(link) ?? [];
    expect(headingsOf(page)).toContain(alert);
    expect(anchor).toBe(alert.toLowerCase());
  });

  it('are not kept for alerts that are gone', () => {
    const pages = new Set(
      [...links.values()].map((link) => /docs\/runbooks\/[a-z-]+\.md/.exec(link)?.[0] ?? ''),
    );
    const headings = [...pages].flatMap(headingsOf);
    expect(headings.filter((heading) => !links.has(heading))).toEqual([]);
  });
});
