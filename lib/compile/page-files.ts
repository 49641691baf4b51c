import operations from '../../docs/operations.md';
import apps from '../../docs/runbooks/apps.md';
import platform from '../../docs/runbooks/platform.md';
import type { Page } from '../plan/alerts/runbooks';
import { FLEET_FOLDER } from '../plan/names';
import type { PlainFile } from './unit';

const PAGES: Readonly<Record<Page, string>> = {
  operations,
  'runbooks/apps': apps,
  'runbooks/platform': platform,
};

/** A link to another page: its text, and the path without folders that lead upwards, extension and heading. */
const LINK = /\[([^\]]+)\]\((?:\.\.\/)*([\w/-]+)\.md(?:#[\w-]+)?\)/g;

/** What alerts and dashboards link to: whoever is called at night has the output of the fleet, and perhaps nothing else. */
export function pageFiles(): readonly PlainFile[] {
  return Object.entries(PAGES).map(([page, text]) => ({
    cluster: FLEET_FOLDER,
    path: `${page}.md`,
    content: { text: text.replace(LINK, keepKnown) },
  }));
}

/** A page that is not written is named, and not linked. */
function keepKnown(link: string, text: string, path: string): string {
  const isKnown = Object.keys(PAGES).some((page) => page === path || page === `runbooks/${path}`);
  return isKnown ? link : text;
}
