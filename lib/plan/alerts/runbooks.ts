import type { Fleet } from '../../fleet/fleet';
import { FLEET_FOLDER } from '../names';

/** A page that people are sent to by an alert or a dashboard, without its extension. */
export type Page = 'runbooks/apps' | 'runbooks/platform' | 'operations';

/** A page with the runbooks of some alerts. */
export type RunbookPage = 'apps' | 'platform';

/** Where a browser finds a page of runbooks; each alert is a heading there. */
export function runbookPage(page: RunbookPage, fleet: Pick<Fleet, 'repository'>): string {
  return pageAddress(`runbooks/${page}`, fleet);
}

/** Where a browser finds a page: in the output, at the default branch, because that is in the repository of every fleet. */
export function pageAddress(page: Page, { repository }: Pick<Fleet, 'repository'>): string {
  return `${webAddress(repository.url)}/blob/HEAD/${repository.path}/${FLEET_FOLDER}/${page}.md`;
}

/** A repository's address as a browser takes it: ssh://git@host/a/b.git and git@host:a/b.git are https://host/a/b. */
function webAddress(url: string): string {
  return url
    .replace(/\.git$/, '')
    .replace(/^git@([^:/]+):/, 'https://$1/')
    .replace(/^ssh:\/\/(?:[^@/]+@)?([^:/]+)(?::\d+)?\//, 'https://$1/');
}
