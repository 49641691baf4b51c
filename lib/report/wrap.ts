import { harmless } from './harmless';

/** The most columns that a page for the terminal takes. */
export const COLUMNS = 100;

/** Text in lines of at most 100 columns; the first begins with `head`, the others with as many spaces. */
export function wrapped(head: string, text: string): readonly string[] {
  const lines: string[] = [];
  let words: string[] = [];
  const indent = (): string => (lines.length === 0 ? head : ' '.repeat(head.length));
  const flush = (): void => void lines.push(`${indent()}${words.join(' ')}`);
  for (const word of harmless(text).split(' ')) {
    const length = head.length + [...words, word].join(' ').length;
    if (words.length > 0 && length > COLUMNS) {
      flush();
      words = [];
    }
    words.push(word);
  }
  flush();
  return lines;
}
