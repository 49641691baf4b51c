/** What was counted in one class, and how much of all was expected there. */
export interface Class {
  readonly name: string;
  readonly observed: number;
  /** Fraction of all, from 0 to 1; those of all classes add up to 1. */
  readonly expected: number;
}

/** How far counts are from what was expected. */
export interface Fit {
  readonly statistic: number;
  /** Degrees of freedom; 0 where there was nothing to choose. */
  readonly freedom: number;
  /** How likely counts at least as far off are by chance alone. */
  readonly probability: number;
}

/** Classes with fewer expected counts than this are thrown together: below it the distribution is not that of chi-square. */
const FEWEST = 5;

/** Pearson's test; anything counted where nothing was expected has the probability 0. */
export function chiSquare(classes: readonly Class[]): Fit {
  const total = classes.reduce((sum, { observed }) => sum + observed, 0);
  if (classes.some(({ observed, expected }) => expected === 0 && observed > 0))
    return { statistic: Infinity, freedom: classes.length - 1, probability: 0 };
  const possible = classes.filter(({ expected }) => expected > 0);
  const large = possible.filter(({ expected }) => expected * total >= FEWEST);
  const small = possible.filter(({ expected }) => expected * total < FEWEST);
  const rest = small.reduce(
    (sum, { observed, expected }) => ({
      observed: sum.observed + observed,
      expected: sum.expected + expected,
    }),
    { observed: 0, expected: 0 },
  );
  const counted = rest.expected * total >= 1 ? [...large, rest] : large;
  const statistic = counted.reduce(
    (sum, { observed, expected }) => sum + (observed - expected * total) ** 2 / (expected * total),
    0,
  );
  return fitOf(statistic, Math.max(0, counted.length - 1));
}

/** Several independent tests as one, which sees what is a little wrong in all of them. */
export function pooled(fits: readonly Fit[]): Fit {
  return fitOf(
    fits.reduce((sum, { statistic }) => sum + statistic, 0),
    fits.reduce((sum, { freedom }) => sum + freedom, 0),
  );
}

function fitOf(statistic: number, freedom: number): Fit {
  return { statistic, freedom, probability: freedom === 0 ? 1 : upperTail(freedom / 2, statistic / 2) };
}

const STEPS = 10_000;
const PRECISION = 1e-14;

/** The regularized upper incomplete gamma function Q(a, x): by its series below a + 1, by its continued fraction above. */
function upperTail(a: number, x: number): number {
  if (x <= 0) return 1;
  if (!Number.isFinite(x)) return 0;
  const scale = Math.exp(a * Math.log(x) - x - logGamma(a));
  return x < a + 1 ? 1 - scale * lowerSeries(a, x) : scale * upperFraction(a, x);
}

function lowerSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let step = 1; step < STEPS && term > sum * PRECISION; step++) {
    term *= x / (a + step);
    sum += term;
  }
  return sum;
}

/** Lentz's way to evaluate a continued fraction. */
function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = Number.MAX_VALUE;
  let d = 1 / b;
  let value = d;
  for (let step = 1; step < STEPS; step++) {
    const factor = -step * (step - a);
    b += 2;
    d = 1 / (factor * d + b);
    c = b + factor / c;
    value *= c * d;
    if (Math.abs(c * d - 1) < PRECISION) break;
  }
  return value;
}

/** Stirling's series, exact enough from 10 on, and the recurrence below that. */
function logGamma(a: number): number {
  if (a < 10) return logGamma(a + 1) - Math.log(a);
  const inverse = 1 / a;
  const series = inverse / 12 - inverse ** 3 / 360 + inverse ** 5 / 1260;
  return (a - 0.5) * Math.log(a) - a + Math.log(2 * Math.PI) / 2 + series;
}
