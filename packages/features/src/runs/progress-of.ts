import type { Run } from '@sagacity/contracts/runs';

const ended = new Set(['done', 'failed', 'skipped']);

type Progress = Pick<Run, 'progressPct' | 'remainingMs'>;

/** How far a run has come. `remainingMs` supposes that the steps left take as long as those done. */
export function progressOf(run: Pick<Run, 'status' | 'startedAt' | 'steps'>, nowMs: number): Progress {
  if (run.status === 'succeeded') return progressOfSuccess;
  const count = run.steps.filter((step) => ended.has(step.state)).length;
  const worked = run.steps.filter((step) => step.state === 'done').length;
  const elapsedMs = run.startedAt ? nowMs - Date.parse(run.startedAt) : 0;
  const left = run.steps.length - count;
  return {
    progressPct: Math.round((100 * count) / Math.max(1, run.steps.length)),
    remainingMs: run.status === 'running' && worked > 0 ? Math.round((elapsedMs / worked) * left) : null,
  };
}

const progressOfSuccess: Progress = { progressPct: 100, remainingMs: null };
