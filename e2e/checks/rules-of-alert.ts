import type { RuleFile } from './promtool';

interface Rule {
  readonly alert?: string;
  readonly record?: string;
  readonly expr: string;
}

/** The rules of a file that one alert stands on: itself, and the series that it asks for. The others would be worked out beside it, minute for minute. */
export function rulesOfAlert({ groups }: RuleFile, alert: string): RuleFile {
  const all = groups.flatMap(({ rules }) => rules as readonly Rule[]);
  const needed = new Set(all.filter((rule) => rule.alert === alert));
  for (const rule of needed)
    for (const other of all) if (other.record !== undefined && asksFor(rule, other.record)) needed.add(other);
  return {
    groups: groups
      .map((group) => ({ ...group, rules: group.rules.filter((rule) => needed.has(rule as Rule)) }))
      .filter(({ rules }) => rules.length > 0),
  };
}

function asksFor({ expr }: Rule, record: string): boolean {
  return new RegExp(`(?<![\\w:])${record}(?![\\w:])`).test(expr);
}
