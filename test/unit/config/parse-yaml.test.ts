import { parseYaml } from '../../../lib/config/parse-yaml';
import { validate } from '../../../lib/config/validate';
import { fleetSchema } from '../../../lib/config/fleet-schema';
import type { Diagnostic } from '../../../lib/core/diagnostic';

function parse(text: string): { data: unknown; codes: string[] } {
  const found: Diagnostic[] = [];
  const { data } = parseYaml('a.yaml', text, (diagnostic) => found.push(diagnostic));
  return { data, codes: found.map(({ code }) => code) };
}

describe('a YAML file', () => {
  it('keeps keys as they are written', () => {
    expect(parse('{1.10: a, "1.1": b, yes: c, 0x10: d}').data).toEqual({
      '1.10': 'a',
      '1.1': 'b',
      yes: 'c',
      '0x10': 'd',
    });
  });

  it('is refused for half a character, which an escape can write', () => {
    expect(parse('{a: "\\ud800", "\\udc00": b, c: "\\ud83d\\ude00"}').codes).toEqual([
      'config/half-character',
      'config/half-character',
    ]);
  });

  it('is refused when its blocks are nested deeper than the stack of the parser', () => {
    const text = Array.from({ length: 4000 }, (_, level) => `${' '.repeat(level % 900)}a:`).slice(0, 900);
    expect(parse(text.join('\n')).codes).toEqual(['config/too-deep']);
  });

  it('says where each of thousands of unknown keys stands', () => {
    const text = Array.from({ length: 10_000 }, (_, index) => `k${index}: 1`).join('\n');
    const found: Diagnostic[] = [];
    const report = (diagnostic: Diagnostic): void => void found.push(diagnostic);
    validate(parseYaml('fleet.yaml', text, report), fleetSchema, report);
    expect(found.filter(({ code }) => code === 'config/unknown-key').map(({ at }) => at?.line)).toEqual(
      Array.from({ length: 10_000 }, (_, index) => index + 1),
    );
  });
});
