import { pagePaths } from '@sagacity/contracts/page-paths';
import { expect, it } from 'vitest';
import { readFiles } from './read-files.ts';

const pathsIn = (text: string) => [...text.matchAll(/path: '([^']*)'/g)].map(([, path]) => path);
const routed = [...readFiles('apps/web/src/router.ts', 'apps/web/src/shell/pages.ts').values()]
  .flatMap(pathsIn)
  .filter((path) => path !== '/:rest(.*)*');

it('lets the server answer every page of the web app, and no other path', () => {
  expect([...pagePaths].sort()).toEqual(routed.sort());
});

it('finds the paths of pages', () => {
  expect(pathsIn("{ path: '/a/:b', name: 'a' }, { path: '/c' }")).toEqual(['/a/:b', '/c']);
});
