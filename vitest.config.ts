import { defineConfig } from 'vitest/config';

const exclude = ['**/node_modules/**', '**/.tsc/**', '**/dist/**'];
const project = (name: string, include: string[], options: object = {}) => ({
  test: { name, include, exclude, environment: 'node', ...options },
});

/** unit: no network, no services. The others start or expect real engines; see CONTRIBUTING. */
export default defineConfig({
  test: {
    reporters: ['default', './tests/closing-line.ts'],
    projects: [
      project(
        'unit',
        ['packages/**/*.test.ts', 'apps/*/src/**/*.test.ts', 'tests/{inventory,harness,bench}/**/*.test.ts'],
        {
          exclude: [...exclude, '**/*.conformance.test.ts', '**/*.ops.test.ts'],
        },
      ),
      project('conformance', ['packages/**/*.conformance.test.ts'], {
        testTimeout: 60_000,
        hookTimeout: 60_000,
      }),
      project('engines', ['tests/engines/**/*.test.ts'], {
        testTimeout: 120_000,
        hookTimeout: 120_000,
        fileParallelism: false,
      }),
      project('e2e', ['tests/e2e/**/*.test.ts'], {
        testTimeout: 120_000,
        hookTimeout: 120_000,
        fileParallelism: false,
      }),
      project('ops', ['tests/ops/**/*.test.ts', 'packages/**/*.ops.test.ts', 'apps/*/src/**/*.ops.test.ts'], {
        testTimeout: 120_000,
        hookTimeout: 120_000,
        fileParallelism: false,
        exclude: [...exclude, 'tests/ops/stack/**'],
      }),
      project('stack', ['tests/ops/stack/**/*.test.ts'], {
        testTimeout: 300_000,
        hookTimeout: 300_000,
        fileParallelism: false,
        globalSetup: 'tests/harness/stack/global-setup.ts',
      }),
    ],
  },
});
