/** Control characters, and those that reorder or hide text on a screen. */
const UNSAFE = /[\p{Cc}\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;
const LONE_SURROGATE = /[\ud800-\udfff]/gu;

/** Text that cannot command a terminal: whatever could is written out, as in "\u001b". Line breaks go, too. */
export function harmless(text: string): string {
  return text.replace(UNSAFE, escape).replace(LONE_SURROGATE, escape);
}

/** As `harmless`, but each character stays one character, so that a caret below still points at the right one. */
export function harmlessInPlace(text: string): string {
  return text
    .replace(UNSAFE, (character) => PICTURES.get(character) ?? controlPicture(character))
    .replace(LONE_SURROGATE, '\ufffd');
}

const PICTURES: ReadonlyMap<string, string> = new Map([
  ['\t', '→'],
  ['\u007f', '\u2421'],
]);

/** Unicode has a picture for each of the first 32 characters, in the same order. */
function controlPicture(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x20 ? String.fromCodePoint(0x2400 + code) : '\ufffd';
}

function escape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
