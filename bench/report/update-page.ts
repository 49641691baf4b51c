const BEGIN = '<!-- figures: written by `npm run bench -- --markdown` -->';
const END = '<!-- end of figures -->';

/** A page with the text between its two marks replaced; throws where it has no such marks. */
export function updatePage(page: string, figures: string): string {
  const begin = page.indexOf(BEGIN);
  const end = page.indexOf(END);
  if (begin < 0 || end < begin) throw new Error(`the page has no ${BEGIN} and ${END}`);
  return `${page.slice(0, begin + BEGIN.length)}\n\n${figures.trim()}\n\n${page.slice(end)}`;
}
