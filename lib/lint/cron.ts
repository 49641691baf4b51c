/** The smallest and largest number of each field, and the names that stand for numbers. */
const FIELDS: readonly { readonly from: number; readonly to: number; readonly names?: readonly string[] }[] =
  [
    { from: 0, to: 59 },
    { from: 0, to: 23 },
    { from: 1, to: 31 },
    {
      from: 1,
      to: 12,
      names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
    },
    { from: 0, to: 6, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
  ];

const DESCRIPTORS: ReadonlySet<string> = new Set([
  '@yearly',
  '@annually',
  '@monthly',
  '@weekly',
  '@daily',
  '@midnight',
  '@hourly',
]);

/** Whether a text is a schedule as Kubernetes and Argo CD read one: five fields, or a word such as @daily. */
export function isSchedule(text: string): boolean {
  if (DESCRIPTORS.has(text)) return true;
  if (/^@every (\d+(\.\d+)?(h|m|s))+$/.test(text)) return true;
  const fields = text.trim().split(/\s+/);
  return (
    fields.length === FIELDS.length && fields.every((field, place) => isField(field.toLowerCase(), place))
  );
}

function isField(field: string, place: number): boolean {
  return field.split(',').every((part) => {
    const [range = '', step, ...more] = part.split('/');
    if (more.length > 0 || (step !== undefined && !/^[1-9]\d*$/.test(step))) return false;
    return range === '*' || range === '?' || isRange(range, place);
  });
}

function isRange(range: string, place: number): boolean {
  const [first = '', last = first, ...more] = range.split('-');
  const numbers = [numberOf(first, place), numberOf(last, place)];
  const [from = Number.NaN, to = Number.NaN] = numbers;
  return more.length === 0 && from <= to;
}

/** NaN where it is none of the field. */
function numberOf(text: string, place: number): number {
  const { from = 0, to = 0, names = [] } = FIELDS[place] ?? {};
  const named = names.indexOf(text);
  const number = named < 0 ? (/^\d+$/.test(text) ? Number(text) : Number.NaN) : named + from;
  return number >= from && number <= to ? number : Number.NaN;
}
