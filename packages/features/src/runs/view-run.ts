import type { Run } from '@sagacity/contracts/runs';
import { type RunDocument, streamOf } from './documents.ts';
import { readDecision } from './read-decision.ts';

const ended = new Set(['done', 'failed', 'skipped']);

/** The run as its readers see it. `remainingMs` supposes that the steps left take as long as those done. */
export function viewRun(document: RunDocument, nowMs: number): Run {
  const {
    _id,
    queue: _queue,
    attempt: _attempt,
    cancelRequested: _cancel,
    execution: _execution,
    ...run
  } = document;
  const count = run.steps.filter((step) => ended.has(step.state)).length;
  const worked = run.steps.filter((step) => step.state === 'done').length;
  const elapsedMs = run.startedAt ? nowMs - Date.parse(run.startedAt) : 0;
  const left = run.steps.length - count;
  return {
    ...run,
    id: _id,
    decision: run.decision && readDecision(run.decision),
    stream: streamOf(_id),
    progressPct: run.status === 'succeeded' ? 100 : Math.round((100 * count) / Math.max(1, run.steps.length)),
    remainingMs: run.status === 'running' && worked > 0 ? Math.round((elapsedMs / worked) * left) : null,
  };
}
