import { execFile } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const modules = join(root, 'node_modules');
const copied = [
  'packages',
  'apps',
  'tests',
  'docs',
  'deploy',
  'nginx',
  'package.json',
  'vitest.config.ts',
  'tsconfig.base.json',
];
const isLeftOut = (path: string) =>
  /\/(node_modules|dist|\.tsc|made-up)(\/|$)/.test(path.slice(root.length - 1));
let copy: string;

/** The program with a feature more: its folder, its routes, and its line in the two lists. */
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'made-up-'));
  for (const name of copied)
    cpSync(join(root, name), join(copy, name), { recursive: true, filter: (path) => !isLeftOut(path) });
  mkdirSync(join(copy, 'node_modules/@sagacity'), { recursive: true });
  for (const name of readdirSync(modules))
    if (name !== '@sagacity' && !name.startsWith('.vite'))
      symlinkSync(join(modules, name), join(copy, 'node_modules', name));
  for (const folder of ['packages', 'apps'])
    for (const name of readdirSync(join(copy, folder)))
      symlinkSync(join(copy, folder, name), join(copy, 'node_modules/@sagacity', name));
  cpSync(join(root, 'tests/made-up'), copy, { recursive: true });
  edit('packages/contracts/src/api.ts', [
    [
      'import { healthRoutes }',
      "import { greetingRoutes } from './api/greetings.ts';\nimport { healthRoutes }",
    ],
    ['  ...settingsRoutes,\n', '  ...settingsRoutes,\n  ...greetingRoutes,\n'],
  ]);
  edit('packages/features/src/index.ts', [
    [
      'import { instrumentsFeature }',
      "import { greetingsFeature } from './greetings/index.ts';\nimport { instrumentsFeature }",
    ],
    ['  schedulesFeature,\n', '  schedulesFeature,\n  greetingsFeature,\n'],
  ]);
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

function edit(path: string, changes: readonly (readonly [string, string])[]): void {
  let text = readFileSync(join(copy, path), 'utf8');
  for (const [from, to] of changes) {
    expect(text).toContain(from);
    text = text.replace(from, to);
  }
  writeFileSync(join(copy, path), text);
}

const run = (...args: string[]) =>
  promisify(execFile)(process.execPath, args, { cwd: copy, env: { ...process.env, CI: '' } }).then(
    ({ stdout }) => stdout,
    ({ stdout, stderr }: { stdout: string; stderr: string }) => `${stdout}${stderr}`,
  );
const tests = (...paths: string[]) =>
  run('node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', ...paths);

it('is one folder, its routes, and a line in each list: everything else sees it', {
  timeout: 240_000,
}, async () => {
  await run('tests/check/generate.ts');
  const page = (name: string) => readFileSync(join(copy, `docs/reference/${name}.md`), 'utf8');
  expect(page('routes')).toContain(
    '| `sendGreeting` | POST | `/api/greetings` | researcher | Send a greeting |',
  );
  expect(page('config')).toContain('SAGACITY_GREETINGS_POSTMEN');
  expect(page('audit')).toContain('| `greeting-sent` | `sendGreeting` | `to` |');
  expect(
    await tests(
      'tests/inventory/greetings-seen',
      'tests/inventory/routes',
      'tests/inventory/audit',
      'tests/inventory/config',
      'src/greetings',
    ),
  ).toMatch(/unit: \d+ passed, 0 failed/);

  edit('packages/features/src/greetings/index.ts', [['  audit: greetingActions,\n', '']]);
  expect(await tests('tests/inventory/audit')).toContain(
    'sendGreeting: changes something and writes no action',
  );
});
