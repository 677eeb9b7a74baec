import { expect, it } from 'vitest';
import { type Files, readFiles } from './read-files.ts';

const files = readFiles('packages/platform/src/**/*.ts');
const isTest = (path: string) => path.endsWith('.test.ts');

/** Every port has one conformance suite, and a test of every adapter runs it. */
function faultsOf(tree: Files): string[] {
  const paths = [...tree.keys()];
  const ports = paths.filter(
    (path) => /^packages\/platform\/src\/\w+\/port\.ts$/.test(path) && !path.includes('/open/'),
  );
  return ports.flatMap((port) => {
    const folder = port.slice(0, -'port.ts'.length);
    const name = folder.split('/').at(-2) as string;
    const suite = `${folder}${name}.conformance.ts`;
    if (!tree.has(suite)) return [`port ${name} has no suite ${suite}`];
    const [, run] = /export function (\w+Conformance)/.exec(tree.get(suite) as string) ?? [];
    if (!run) return [`suite of port ${name} exports no …Conformance function`];
    const adapters = paths.filter(
      (path) =>
        path.startsWith(folder) &&
        /\/open-[\w-]+\.ts$/.test(path) &&
        !isTest(path) &&
        !path.includes('.conformance'),
    );
    return adapters.flatMap((adapter) => {
      const [, opener] = /export (?:async )?function (open\w+)/.exec(tree.get(adapter) as string) ?? [];
      const isRun = paths.some((path) => {
        const text = tree.get(path) as string;
        return (
          isTest(path) && path.startsWith(folder) && text.includes(`${run}(`) && text.includes(`${opener}(`)
        );
      });
      return isRun ? [] : [`adapter ${adapter} is not put through ${run}`];
    });
  });
}

it('puts every adapter of every port through its suite', () => {
  expect(faultsOf(files)).toEqual([]);
});

it('names a port without a suite and an adapter that skips it', () => {
  const planted = new Map([
    ['packages/platform/src/bare/port.ts', 'export interface Bare {}'],
    ['packages/platform/src/lock/port.ts', 'export interface Lock {}'],
    ['packages/platform/src/lock/lock.conformance.ts', 'export function lockConformance() {}'],
    ['packages/platform/src/lock/open-paper-lock.ts', 'export function openPaperLock() {}'],
  ]);
  expect(faultsOf(planted)).toEqual([
    'port bare has no suite packages/platform/src/bare/bare.conformance.ts',
    'adapter packages/platform/src/lock/open-paper-lock.ts is not put through lockConformance',
  ]);
});
