import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatPatch, OMIT_HEADERS, structuredPatch } from 'diff';
import { planInit } from '../init/plan-init.ts';
import { layout } from '../layout.ts';
import type { Action, Plan } from '../plan.ts';
import { throughNginx } from '../replace-nginx.ts';
import { readSettings } from '../settings/read-settings.ts';

export interface RenderPlan extends Plan {
  /** Per file that changes: the lines of a unified diff, none when its mode alone changes; null for a secret. */
  readonly changes: ReadonlyArray<{ readonly path: string; readonly diff: readonly string[] | null }>;
}

/**
 * Derived files as the settings want them. With nginx running, its new configuration is tested beside the live one first.
 * Throws as `planInit`, and NOT_CONFIGURED before `init`.
 */
export async function planRender(
  dir: string,
  hostCpus: number,
  isNginxRunning: boolean,
): Promise<RenderPlan> {
  readSettings(dir);
  const plan = await planInit({ dir, hostCpus });
  const isWrite = (action: Action) => action.do === 'write';
  const changes = plan.steps
    .flatMap(({ actions }) => actions)
    .filter(isWrite)
    .map(({ path, content }) => {
      const now = existsSync(join(dir, path)) ? readFileSync(join(dir, path), 'utf8') : '';
      return { path, diff: path.startsWith(layout.secrets) ? null : unifiedDiff(now, content) };
    });
  const steps = isNginxRunning
    ? plan.steps.map((step) => ({ ...step, actions: throughNginx(step.actions) }))
    : plan.steps;
  return { steps, notes: plan.notes, changes };
}

const unifiedDiff = (before: string, after: string): string[] => {
  const patch = structuredPatch('', '', before, after, '', '', { context: 2 });
  return patch.hunks.length === 0 ? [] : formatPatch(patch, OMIT_HEADERS).trimEnd().split('\n');
};
