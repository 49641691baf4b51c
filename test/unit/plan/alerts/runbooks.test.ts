import { runbookPage } from '../../../../lib/plan/alerts/runbooks';

it.each([
  ['https://git.example.com/platform/fleet.git', 'https://git.example.com/platform/fleet'],
  ['https://git.example.com/fleet', 'https://git.example.com/fleet'],
  ['git@git.example.com:platform/fleet.git', 'https://git.example.com/platform/fleet'],
  ['ssh://git@git.example.com:2222/platform/fleet.git', 'https://git.example.com/platform/fleet'],
])('runbooks of %s are found by a browser', (url, address) => {
  const repository = { url, path: 'dist', private: false };
  expect(runbookPage('apps', { repository })).toBe(`${address}/blob/HEAD/dist/_fleet/runbooks/apps.md`);
});
