import type { Fleet } from '../../fleet/fleet';

/** Folder of the runbooks in the repository; each alert is a heading there. */
const FOLDER = 'docs/runbooks';

/** A page with the runbooks of some alerts. */
export type RunbookPage = 'apps' | 'platform';

/** Where a browser finds a page of runbooks: in the repository of the fleet, at its default branch. */
export function runbookPage(page: RunbookPage, fleet: Pick<Fleet, 'repository'>): string {
  return pageInRepository(`${FOLDER}/${page}.md`, fleet);
}

/** Where a browser finds a file of the repository of the fleet, at its default branch. */
export function pageInRepository(path: string, { repository }: Pick<Fleet, 'repository'>): string {
  return `${webAddress(repository.url)}/blob/HEAD/${path}`;
}

/** A repository's address as a browser takes it: ssh://git@host/a/b.git and git@host:a/b.git are https://host/a/b. */
function webAddress(url: string): string {
  return url
    .replace(/\.git$/, '')
    .replace(/^git@([^:/]+):/, 'https://$1/')
    .replace(/^ssh:\/\/(?:[^@/]+@)?([^:/]+)(?::\d+)?\//, 'https://$1/');
}
