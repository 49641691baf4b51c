/** An IPv4 range; both ends are inclusive. */
export interface Cidr {
  readonly text: string;
  readonly first: number;
  readonly last: number;
}

const NUMBER = '(0|[1-9]\\d{0,2})';
/** Without leading zeros, which some parsers read as octal and the API server refuses. */
const CIDR = new RegExp(`^${NUMBER}\\.${NUMBER}\\.${NUMBER}\\.${NUMBER}/${NUMBER}$`);

/** Parses "10.1.0.0/16"; undefined when it is no IPv4 range, or has bits set behind its prefix. */
export function parseCidr(text: string): Cidr | undefined {
  const match = CIDR.exec(text);
  if (match === null) return undefined;
  const [a = 0, b = 0, c = 0, d = 0, prefix = 0] = match.slice(1).map(Number);
  if ([a, b, c, d].some((octet) => octet > 255) || prefix > 32) return undefined;
  const first = ((a * 256 + b) * 256 + c) * 256 + d;
  const size = 2 ** (32 - prefix);
  if (first % size !== 0) return undefined;
  return { text, first, last: first + size - 1 };
}

/** An address as people write it: 167772161 → "10.0.0.1". */
export function addressText(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}

/** Whether two ranges share an address. */
export function overlaps(a: Cidr, b: Cidr): boolean {
  return a.first <= b.last && b.first <= a.last;
}

/** Whether the first range holds the whole of the second. */
export function contains(outer: Cidr, inner: Cidr): boolean {
  return outer.first <= inner.first && inner.last <= outer.last;
}
