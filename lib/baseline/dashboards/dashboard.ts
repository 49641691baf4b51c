/** One line, or one column of a table, of a panel: a query, and what it is called there. */
export interface Query {
  readonly expr: string;
  /** Template over the labels of the answer: '{{cluster}}'. */
  readonly legend: string;
}

/** What a panel draws its answers as: lines over time, one row for each series, or text. */
export type PanelKind = 'timeseries' | 'table' | 'text';

/** One picture, and the question that it answers. */
export interface Panel {
  readonly title: string;
  /** What it means, in one sentence; the whole content of a text. */
  readonly says: string;
  readonly kind?: PanelKind;
  /** As Grafana spells units. @default 'short' */
  readonly unit?: string;
  readonly queries: readonly Query[];
}

/** A page of panels. */
export interface Dashboard {
  /** The same in every cluster, so that links lead to it everywhere: 'fleet'. */
  readonly name: string;
  readonly title: string;
  readonly says: string;
  readonly panels: readonly Panel[];
}

/** A panel of lines with one query. */
export function lines(title: string, says: string, unit: string, expr: string, legend: string): Panel {
  return { title, says, unit, queries: [{ expr, legend }] };
}

/** Labels that the variables `cluster` and `region` narrow down, without braces. */
export const CHOSEN = "cluster=~'$cluster',region=~'$region'";

/** The same with the variable `app`. */
export const CHOSEN_APP = `${CHOSEN},service=~'$app'`;
