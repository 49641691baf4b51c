import { parseDurationSeconds } from '../../core/units';
import type { Severity } from '../telemetry/burn-rates';

/** A series that a test puts in: its name with labels, and its values in the notation of promtool, one a minute. */
export interface TestSeries {
  readonly series: string;
  readonly values: string;
}

/** What goes in, and when the alert is looked at: '65m'. */
export interface TestCase {
  readonly at: string;
  readonly series: readonly TestSeries[];
}

/**
 * An alert, and beside it cases in which it fires and one in which it does not; `npm run e2e -- rules` runs them.
 * The name is also the heading of its runbook.
 */
export interface Alert {
  readonly name: string;
  readonly severity: Severity;
  readonly expr: string;
  /** How long it must be true before somebody is told: '5m'. @default at once */
  readonly for?: string;
  /** What tells it from others of its name that may fire beside it; the labels of the cluster are on all of them. */
  readonly labels?: Readonly<Record<string, string>>;
  /** One sentence for who is woken; may hold templates of Prometheus. */
  readonly summary: string;
  readonly fires: TestCase;
  /** Further cases in which it fires: one for each other way. */
  readonly firesToo?: readonly TestCase[];
  readonly silent: TestCase;
}

/** An alerting rule as Prometheus reads it. */
export interface AlertRule {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: Readonly<Record<string, string>> & { readonly severity: Severity };
  readonly annotations: { readonly summary: string; readonly runbook_url: string };
}

/** The rule of an alert; `runbooks` is the address of the page that has its heading. */
export function alertRule(alert: Alert, runbooks: string): AlertRule {
  const { name, severity, expr, summary } = alert;
  return {
    alert: name,
    expr,
    ...(alert.for === undefined ? {} : { for: alert.for }),
    labels: { ...alert.labels, severity },
    annotations: { summary, runbook_url: `${runbooks}#${name.toLowerCase()}` },
  };
}

/** A counter that grows by an amount every minute, from 0, until the time of a case and a little beyond. */
export function counter(series: string, perMinute: number, at: string): TestSeries {
  return { series, values: `0+${perMinute}x${minutes(at)}` };
}

/** A gauge that stays as it is until the time of a case and a little beyond. */
export function gauge(series: string, value: number, at: string): TestSeries {
  return { series, values: `${value}x${minutes(at)}` };
}

/** A counter that grows by another amount in each part of the time. */
export function counterInParts(
  series: string,
  parts: readonly { readonly minutes: number; readonly perMinute: number }[],
): TestSeries {
  let value = 0;
  const values = parts.map(({ minutes, perMinute }) => {
    const part = `${value}+${perMinute}x${minutes - 1}`;
    value += perMinute * minutes;
    return part;
  });
  return { series, values: values.join(' ') };
}

function minutes(at: string): number {
  return Math.ceil((parseDurationSeconds(at) ?? 0) / 60) + 5;
}
