import type { KubeObject } from '../harness/kube-client';

interface Page {
  readonly panels: readonly { readonly targets?: readonly { readonly expr: string }[] }[];
}

/** The queries of the pages that a ConfigMap holds for Grafana, with every variable replaced; none for any other object. */
export function dashboardQueries({ kind, metadata, data }: KubeObject): readonly string[] {
  if (kind !== 'ConfigMap' || metadata.labels?.['grafana_dashboard'] !== '1') return [];
  return Object.values(data as Readonly<Record<string, string>>)
    .flatMap((text) => (JSON.parse(text) as Page).panels)
    .flatMap(({ targets = [] }) =>
      targets.map(({ expr }) => expr.replace('$price', '1').replace(/\$\w+/g, '.+')),
    );
}
