import { parseCidr } from '../../../lib/core/cidr';
import {
  formatBytes,
  formatCount,
  formatMillicores,
  formatQuantity,
  parseQuantity,
} from '../../../lib/core/units';
import { quantityText } from '../../../lib/schema/leaves';

describe('a quantity is written as the API server stores it', () => {
  it.each([
    ['1Gi', '1Gi'],
    ['1024Mi', '1Gi'],
    ['1.5Gi', '1536Mi'],
    ['512M', '500000Ki'],
    ['1G', '1G'],
    ['1000', '1k'],
    ['1536', '1536'],
    ['1500000', '1500k'],
  ])('%s as %s', (written, stored) => {
    expect(formatBytes(Number(parseQuantity(written)?.milli) / 1000)).toBe(stored);
  });

  it.each([
    [100, '100m'],
    [1000, '1'],
    [1500, '1500m'],
    [1_000_000, '1k'],
  ])('%s millicores as %s', (millicores, stored) => {
    expect(formatMillicores(millicores)).toBe(stored);
  });

  it('for a number of things, too', () => {
    expect([7, 1000, 1250].map(formatCount)).toEqual(['7', '1k', '1250']);
  });

  it('in a tombstone', () => {
    expect(['1000m', '1024Mi', '2000'].map((text) => quantityText.parse(text))).toEqual(['1', '1Gi', '2k']);
  });

  it('however small it is', () => {
    expect(formatQuantity({ milli: 0n, binary: true })).toBe('0');
    expect(formatQuantity({ milli: 1n, binary: true })).toBe('1m');
  });
});

describe('an IPv4 range', () => {
  it.each(['0.0.0.0/0', '10.1.0.0/16', '255.255.255.255/32'])('is read from %s', (text) => {
    expect(parseCidr(text)?.text).toBe(text);
  });

  it.each([
    '010.1.0.0/16',
    '10.1.0.0/016',
    '10.1.0.1/16',
    '10.1.0/16',
    '256.0.0.0/8',
    '10.0.0.0/33',
    '::/0',
    '10.1.0.0',
  ])('is not read from %s', (text) => {
    expect(parseCidr(text)).toBeUndefined();
  });
});
