import type { Run } from '@sagacity/contracts/runs';
import { type RunDocument, streamOf } from './documents.ts';
import { progressOf } from './progress-of.ts';
import { readDecision } from './read-decision.ts';

/** The run as its readers see it. */
export function viewRun(document: RunDocument, nowMs: number): Run {
  const {
    _id,
    queue: _queue,
    attempt: _attempt,
    cancelRequested: _cancel,
    execution: _execution,
    ...run
  } = document;
  return {
    ...run,
    ...progressOf(run, nowMs),
    id: _id,
    decision: run.decision && readDecision(run.decision),
    stream: streamOf(_id),
  };
}
