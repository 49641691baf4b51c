import { listOf, shown, textOf } from '../core/json';
import { DNS_PREFIXES } from './dns-record';
import type { LintEntry } from './lint-entry';
import type { LintIndex } from './lint-index';
import { chartsNamed, chartText } from './mesh-chart';

/** An external-dns of a cluster: what it is told, where it says so. */
export interface DnsController {
  readonly entry: LintEntry;
  /** Path of the arguments or values. */
  readonly field: string;
  readonly ownerId: string | undefined;
  readonly policy: string | undefined;
  /** What its ownership records are named with. */
  readonly txtPrefix: string;
  readonly annotationPrefix: string;
}

/** Every external-dns, be it a chart or a workload. */
export function dnsControllers(index: LintIndex): readonly DnsController[] {
  const charts = chartsNamed(index, 'external-dns').map((chart) => ({
    entry: chart.entry,
    field: chart.field,
    ownerId: chartText(chart, 'txtOwnerId'),
    policy: chartText(chart, 'policy'),
    txtPrefix: chartText(chart, 'txtPrefix') ?? '',
    annotationPrefix: chartText(chart, 'annotationPrefix') ?? DNS_PREFIXES[0],
  }));
  const workloads = index.podTemplates.flatMap(({ entry, containers }) =>
    containers
      .filter(({ container }) => /(^|\/)external-dns([:@]|$)/.test(textOf(container['image']) ?? ''))
      .map(({ container, field }) =>
        controllerOf(entry, `${field}.args`, listOf(container['args']).map(shown)),
      ),
  );
  return [...charts, ...workloads];
}

function controllerOf(entry: LintEntry, field: string, args: readonly string[]): DnsController {
  const told = (flag: string): string | undefined =>
    args.find((arg) => arg.startsWith(`--${flag}=`))?.slice(flag.length + '--='.length);
  return {
    entry,
    field,
    ownerId: told('txt-owner-id'),
    policy: told('policy'),
    txtPrefix: told('txt-prefix') ?? '',
    annotationPrefix: told('annotation-prefix') ?? DNS_PREFIXES[0],
  };
}
