const SHOWN = 160;

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function show(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

function compare(written: unknown, live: unknown, path: string, found: string[]): void {
  if (isRecord(written) && isRecord(live)) {
    for (const [key, value] of Object.entries(written)) compare(value, live[key], `${path}.${key}`, found);
  } else if (Array.isArray(written) && Array.isArray(live) && written.length === live.length) {
    written.forEach((value, index) => {
      compare(value, (live as unknown[])[index], `${path}[${String(index)}]`, found);
    });
  } else if (written !== live) {
    found.push(`${path.slice(1)}: written ${show(written)}, stored ${show(live)}`);
  }
}

/** Where a written value is missing from the live object or stands there otherwise; what the server added is no difference. */
export function differences(written: unknown, live: unknown): readonly string[] {
  const found: string[] = [];
  compare(withEncodedSecret(written), live, '', found);
  return found;
}

function collectAdded(written: unknown, live: unknown, path: string, inList: boolean, found: string[]): void {
  if (isRecord(written) && isRecord(live)) {
    const added = Object.keys(live).filter((key) => !(key in written));
    if (inList)
      found.push(...added.map((key) => `${path.slice(1)}.${key}: the server adds ${show(live[key])}`));
    for (const [key, value] of Object.entries(written))
      collectAdded(value, live[key], `${path}.${key}`, inList, found);
  } else if (Array.isArray(written) && Array.isArray(live)) {
    written.forEach((value, index) => {
      collectAdded(value, (live as unknown[])[index], `${path}[${String(index)}]`, true, found);
    });
  }
}

/**
 * Defaults that the server adds inside lists of an object. For custom resources Argo CD compares a list as a whole, so
 * that one such default leaves the object OutOfSync for ever.
 */
export function addedInLists(written: unknown, live: unknown): readonly string[] {
  const found: string[] = [];
  if (isRecord(written) && isRecord(live)) collectAdded(written['spec'], live['spec'], '.spec', false, found);
  return found;
}

/** A Secret's `stringData` is written for people; the server stores it as base64 under `data`. */
function withEncodedSecret(written: unknown): unknown {
  if (!isRecord(written) || written['kind'] !== 'Secret' || !isRecord(written['stringData'])) return written;
  const encoded = Object.entries(written['stringData']).map(([key, value]) => [
    key,
    Buffer.from(String(value)).toString('base64'),
  ]);
  const data = {
    ...(isRecord(written['data']) ? written['data'] : {}),
    ...Object.fromEntries(encoded),
  } as object;
  return Object.fromEntries(Object.entries({ ...written, data }).filter(([key]) => key !== 'stringData'));
}
