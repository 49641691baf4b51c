import type { Position } from '../core/diagnostic';
import { harmlessInPlace } from './harmless';

/** Columns of a quoted line that are shown. */
const WIDTH = 100;
const BEFORE_CARET = 60;
const WIDE =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\uff01-\uff60]/u;
const NO_WIDTH = /\p{Mn}/u;

/** The line that a position is in, with carets below what is meant; nothing where the line is not known. */
export function quoteLine(position: Position): readonly string[] {
  const { line, text } = position;
  if (text.trim() === '') return [];
  const { quoted, offset, length } = cut(position);
  const number = String(line);
  const carets = '^'.repeat(Math.max(1, widthOf(quoted.slice(offset, offset + length))));
  return [
    ` ${number} | ${quoted.trimEnd()}`,
    ` ${' '.repeat(number.length)} | ${' '.repeat(widthOf(quoted.slice(0, offset)))}${carets}`,
  ];
}

interface Cut {
  readonly quoted: string;
  /** Where the carets begin in `quoted`, and how many characters they cover. */
  readonly offset: number;
  readonly length: number;
}

function cut({ text, column, length }: Position): Cut {
  const caret = Math.min(column - 1, text.length);
  const from = text.length <= WIDTH ? 0 : Math.max(0, Math.min(caret - BEFORE_CARET, text.length - WIDTH));
  const shown = text.slice(from, from + WIDTH);
  const before = from > 0 ? '…' : '';
  const after = from + WIDTH < text.length ? '…' : '';
  const offset = caret - from;
  return {
    quoted: `${before}${harmlessInPlace(shown)}${after}`,
    offset: offset + before.length,
    length: Math.max(1, Math.min(length, shown.length - offset)),
  };
}

/** Columns that a terminal gives to a text. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) {
    if (NO_WIDTH.test(character)) continue;
    width += WIDE.test(character) ? 2 : 1;
  }
  return width;
}
