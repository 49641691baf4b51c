/** A field of a message to write: its number, and its value; a number is written as a varint. */
export type Field = readonly [number: number, value: string | number | Buffer];

const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;
const FIXED32 = 5;

/** Writes a message. */
export function message(...fields: readonly Field[]): Buffer {
  return Buffer.concat(
    fields.flatMap(([number, value]) => {
      if (typeof value === 'number') return [varint(number * 8 + VARINT), varint(value)];
      const bytes = Buffer.from(value as string);
      return [varint(number * 8 + BYTES), varint(bytes.length), bytes];
    }),
  );
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) + 0x80);
  return Buffer.from([...bytes, rest]);
}

/** A message that was read; what is not there has the default of its type. */
export interface Message {
  readonly number: (field: number) => number;
  readonly double: (field: number) => number;
  readonly text: (field: number) => string;
  /** The message of a field; an empty one where it is not there. */
  readonly inner: (field: number) => Message;
  readonly all: (field: number) => readonly Message[];
  readonly has: (field: number) => boolean;
}

/** Reads a message of any kind; groups, which nobody writes any more, are not known. */
export function readMessage(bytes: Buffer): Message {
  const found = new Map<number, (number | Buffer)[]>();
  let at = 0;
  const next = (): number => {
    let value = 0;
    for (let scale = 1; ; scale *= 0x80) {
      const byte = bytes[at++] ?? 0;
      value += (byte % 0x80) * scale;
      if (byte < 0x80) return value;
    }
  };
  const take = (length: number): Buffer => bytes.subarray(at, (at += length));
  const sizes = new Map<number, () => Buffer>([
    [FIXED64, () => take(8)],
    [BYTES, () => take(next())],
    [FIXED32, () => take(4)],
  ]);
  while (at < bytes.length) {
    const tag = next();
    const value = sizes.get(tag % 8)?.() ?? next();
    const number = Math.floor(tag / 8);
    found.set(number, [...(found.get(number) ?? []), value]);
  }
  const buffers = (field: number): readonly Buffer[] =>
    (found.get(field) ?? []).filter((value) => typeof value !== 'number');
  const last = (field: number): Buffer => buffers(field).at(-1) ?? Buffer.alloc(0);
  return {
    number: (field) => (found.get(field) ?? []).find((value) => typeof value === 'number') ?? 0,
    double: (field) => (last(field).length === 8 ? last(field).readDoubleLE() : 0),
    text: (field) => last(field).toString('utf8'),
    inner: (field) => readMessage(last(field)),
    all: (field) => buffers(field).map(readMessage),
    has: (field) => found.has(field),
  };
}
