/** Where the web app has a page; any other path is answered with 404. `:name` stands for one part, `:name?` for one or none. */
export const pagePaths = [
  '/',
  '/sign-in',
  '/first-password',
  '/research',
  '/runs',
  '/runs/:id',
  '/runs/:id/report',
  '/instruments',
  '/instruments/:instrument',
  '/import',
  '/settings/:tab?',
] as const;

const pagePattern = new RegExp(
  `^(${pagePaths.map((path) => path.replace(/\/:\w+\?/g, '(/[^/]+)?').replace(/:\w+/g, '[^/]+')).join('|')})/?$`,
);

export const isPagePath = (path: string): boolean => pagePattern.test(path);
