import { basename } from 'node:path';
import { type CheckStep, runTool } from './step.ts';

interface Summary {
  readonly violations: ReadonlyArray<{ from: string; to: string; rule: { name: string } }>;
  readonly ruleSetUsed: { forbidden: ReadonlyArray<{ name: string }> };
}

function cruise(...folders: string[]): Summary {
  const args = ['--config', 'tests/check/boundaries.mjs', '--output-type', 'json', ...folders];
  return JSON.parse(runTool('depcruise', args).output).summary;
}

/** The code breaks no rule, and every rule finds the violation planted for it. */
export const boundaries: CheckStep = {
  name: 'boundaries',
  run: () => {
    const faults = cruise('packages', 'apps').violations.map(
      ({ from, to, rule }) => `${from} → ${to}: breaks ${rule.name}`,
    );
    const planted = cruise('tests/check/planted');
    for (const { name } of planted.ruleSetUsed.forbidden) {
      const found = planted.violations.some(
        ({ rule, from }) => rule.name === name && basename(from).startsWith(name),
      );
      if (!found) faults.push(`rule ${name} does not find its planted violation`);
    }
    return faults;
  },
};
