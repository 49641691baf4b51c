/** A quantity of a resource, exact in thousandths; `binary` when it was written with Ki, Mi, Gi ... */
export interface Quantity {
  readonly milli: bigint;
  readonly binary: boolean;
}

const QUANTITY = /^(\d{1,15})(?:\.(\d{1,9}))?(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$/;
const DECIMAL: Readonly<Record<string, bigint>> = {
  m: 1n,
  '': 1000n,
  k: 10n ** 6n,
  M: 10n ** 9n,
  G: 10n ** 12n,
  T: 10n ** 15n,
  P: 10n ** 18n,
  E: 10n ** 21n,
};
/** 1Ki, in thousandths. */
const KIBI = 1_024_000n;
const BINARY_SUFFIXES = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const DECIMAL_SUFFIXES = ['m', '', 'k', 'M', 'G', 'T', 'P', 'E'];

/** Parses a Kubernetes quantity ("500m", "1.5Gi", "2"); undefined when it is none, or finer than a thousandth. */
export function parseQuantity(text: string): Quantity | undefined {
  const match = QUANTITY.exec(text);
  if (match === null) return undefined;
  const [, whole = '0', fraction = '', suffix = ''] = match;
  const power = BINARY_SUFFIXES.indexOf(suffix);
  const binary = power > 0;
  const factor = binary ? 1000n * 1024n ** BigInt(power) : (DECIMAL[suffix] ?? 1000n);
  const scale = 10n ** BigInt(fraction.length);
  const scaled = BigInt(whole + fraction) * factor;
  if (scaled % scale !== 0n) return undefined;
  return { milli: scaled / scale, binary };
}

/**
 * Writes a quantity as the API server stores it: an integer with the largest suffix that keeps it exact. Without a
 * binary suffix it reads any amount as a decimal one, so that 1000 bytes become 1k.
 */
export function formatQuantity({ milli, binary }: Quantity): string {
  if (milli === 0n) return '0';
  if (binary && milli % KIBI === 0n) return withLargest(milli / 1000n, 1024n, BINARY_SUFFIXES);
  return withLargest(milli, 1000n, DECIMAL_SUFFIXES);
}

function withLargest(value: bigint, base: bigint, suffixes: readonly string[]): string {
  let index = 0;
  let rest = value;
  while (rest % base === 0n && index < suffixes.length - 1) {
    rest /= base;
    index++;
  }
  return `${rest}${suffixes[index]}`;
}

/** CPU in thousandths of a core. */
export function formatMillicores(millicores: number): string {
  return formatQuantity({ milli: BigInt(millicores), binary: false });
}

/** A number of things, of which a thousand are 1k as for every quantity. */
export function formatCount(count: number): string {
  return formatQuantity({ milli: BigInt(count) * 1000n, binary: false });
}

/** Memory or storage in bytes, with binary suffixes. */
export function formatBytes(bytes: number): string {
  return formatQuantity({ milli: BigInt(bytes) * 1000n, binary: true });
}

const DURATION = /^(?:(\d{1,6})d)?(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,7})s)?(?:(\d{1,9})ms)?$/;

/** Parses a duration ("90s", "1h30m", "24h", "500ms") to seconds; undefined when it is none. */
export function parseDurationSeconds(text: string): number | undefined {
  const match = DURATION.exec(text);
  if (match === null || text === '') return undefined;
  const [days, hours, minutes, seconds, millis] = match.slice(1).map((part) => Number(part ?? 0));
  const total = (days ?? 0) * 86_400 + (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0);
  return total + (millis ?? 0) / 1000;
}

/** Writes seconds as Istio, Gateway API and Argo CD all read them: whole seconds, or milliseconds. */
export function formatSeconds(seconds: number): string {
  return Number.isInteger(seconds) ? `${seconds}s` : `${Math.round(seconds * 1000)}ms`;
}

/** Writes seconds for people: "5m", "1h30m", "24h". */
export function formatDuration(seconds: number): string {
  if (seconds < 60 || !Number.isInteger(seconds)) return formatSeconds(seconds);
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = seconds % 60;
  return [hours && `${hours}h`, minutes && `${minutes}m`, rest && `${rest}s`].filter(Boolean).join('');
}
