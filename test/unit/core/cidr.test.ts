import { contains, overlaps, parseCidr, type Cidr } from '../../../lib/core/cidr';

function cidr(text: string): Cidr {
  const parsed = parseCidr(text);
  if (parsed === undefined) throw new Error(`${text} is no range`);
  return parsed;
}

describe('two ranges', () => {
  it.each([
    ['10.0.0.0/8', '10.255.255.0/24', true, true],
    ['10.1.0.0/16', '10.1.0.0/16', true, true],
    ['10.1.0.0/17', '10.1.128.0/17', false, false],
    ['10.1.0.0/16', '10.0.0.0/8', true, false],
    ['0.0.0.0/0', '255.255.255.255/32', true, true],
    ['192.168.0.0/24', '192.168.1.0/24', false, false],
  ])('%s and %s overlap: %s; the first holds the second: %s', (a, b, overlap, inside) => {
    expect(overlaps(cidr(a), cidr(b))).toBe(overlap);
    expect(overlaps(cidr(b), cidr(a))).toBe(overlap);
    expect(contains(cidr(a), cidr(b))).toBe(inside);
  });
});
