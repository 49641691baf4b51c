/** How urgent an alert is: somebody is woken, or finds it in the morning. */
export type Severity = 'page' | 'ticket';

/** A rate at which the error budget of 30 days burns that somebody should know of, seen over two windows. */
export interface BurnRate {
  /** How many times faster than what would just use up the budget; in tenths, so that products are exact. */
  readonly factorTenths: number;
  /** Window in which a share of the budget is gone at that rate. */
  readonly long: Window;
  /** Window that ends the alert soon after the errors end. */
  readonly short: Window;
  readonly severity: Severity;
}

/** Windows that error ratios are recorded over, the shortest first. */
export const WINDOWS = ['5m', '30m', '1h', '2h', '6h', '1d', '3d'] as const;

/** One of WINDOWS. */
export type Window = (typeof WINDOWS)[number];

/**
 * `factor = share of the budget × 30 days ÷ long window`: 2 % in an hour, 5 % in six, 10 % in a day, 10 % in three.
 * Source: the SRE workbook, "Alerting on SLOs", table of recommended parameters.
 */
export const BURN_RATES: readonly BurnRate[] = [
  { factorTenths: 144, long: '1h', short: '5m', severity: 'page' },
  { factorTenths: 60, long: '6h', short: '30m', severity: 'page' },
  { factorTenths: 30, long: '1d', short: '2h', severity: 'ticket' },
  { factorTenths: 10, long: '3d', short: '6h', severity: 'ticket' },
];

/** Digits behind the point that an objective in percent is read with. */
const DIGITS = 9;
const SCALE = 10n ** BigInt(DIGITS);

/** An objective as exact decimals. */
export interface Objective {
  /** Share of requests that must succeed: '0.9995'. */
  readonly ratio: string;
  /** Share that may fail: '0.0005'. */
  readonly budget: string;
}

/** The share that must succeed and the share that may fail, of a promise in percent; by integers, so that 99.9 leaves 0.001. */
export function objectiveOf(sloPercent: number): Objective {
  return { ratio: shareOf(sloPercent), budget: decimal(100n * SCALE - scaled(sloPercent)) };
}

/** A share in percent as an exact decimal: '0.007' for 0.7. */
export function shareOf(percent: number): string {
  return decimal(scaled(percent));
}

/** The share of failed requests at which the budget burns at a rate, as an exact decimal: '1.008' for 14.4 and 93 %. */
export function thresholdOf(sloPercent: number, { factorTenths }: Pick<BurnRate, 'factorTenths'>): string {
  return decimal((BigInt(factorTenths) * (100n * SCALE - scaled(sloPercent))) / 10n);
}

/** The first rate that no share of failed requests can reach; undefined where every alert can fire. */
export function unreachableRate(sloPercent: number): BurnRate | undefined {
  return BURN_RATES.find(
    ({ factorTenths }) => BigInt(factorTenths) * (100n * SCALE - scaled(sloPercent)) >= 1000n * SCALE,
  );
}

/** '14.4' for 144. */
export function factorText({ factorTenths }: Pick<BurnRate, 'factorTenths'>): string {
  return String(factorTenths / 10);
}

function scaled(percent: number): bigint {
  return BigInt(percent.toFixed(DIGITS).replace('.', ''));
}

/** An amount of hundredths, SCALE of them to each, as a decimal without zeros at its end. */
function decimal(amount: bigint): string {
  const whole = amount / (100n * SCALE);
  const rest = (amount % (100n * SCALE)).toString().padStart(DIGITS + 2, '0');
  return `${whole}.${rest}`.replace(/\.?0+$/, '');
}
