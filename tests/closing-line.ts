import type { Reporter, TestModule } from 'vitest/node';

/** One plain line a suite at the end: `unit: 120 passed, 0 failed, 2 skipped`. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const suites = new Map<string, { passed: number; failed: number; skipped: number }>();
    for (const module of modules) {
      const suite = suites.get(module.project.name) ?? { passed: 0, failed: 0, skipped: 0 };
      suites.set(module.project.name, suite);
      if (module.state() === 'failed' && module.errors().length > 0) suite.failed++;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed' || state === 'failed' || state === 'skipped') suite[state]++;
      }
    }
    const first = suites.values().next().value;
    if (first) first.failed += errors.length;
    for (const [name, { passed, failed, skipped }] of suites)
      console.log(`${name}: ${passed} passed, ${failed} failed, ${skipped} skipped`);
  }
}
