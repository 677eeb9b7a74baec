import type { RunEvent } from '@sagacity/contracts/events';
import type { Run } from '@sagacity/contracts/runs';
import type { EventLog } from '@sagacity/platform/events/port';
import colors from 'picocolors';

const ends = new Set<RunEvent['type']>(['run-succeeded', 'run-failed', 'run-cancelled']);

/** Prints a line on stderr for each step of the run; resolves when the run has ended. */
export async function followRun({ events }: { events: EventLog }, run: Run): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const stop = await events.follow<RunEvent>(run.stream, null, ({ event }) => {
    const line = lineOf(event);
    if (line) process.stderr.write(`${line}\n`);
    if (ends.has(event.type)) resolve();
  });
  await promise;
  await stop();
}

function lineOf(event: RunEvent): string | null {
  switch (event.type) {
    case 'run-queued':
      return colors.dim(`${event.runId} queued`);
    case 'run-resumed':
      return colors.dim(`resumed after ${event.finishedSteps.length} finished steps`);
    case 'run-snapshot-frozen':
      return colors.dim(
        `snapshot as of ${event.asOf}: ${event.facts} facts, ${event.gaps} gaps, ${event.snapshotHash.slice(0, 12)}`,
      );
    case 'run-step-started':
      return colors.dim(`… ${event.step.id}`);
    case 'run-step-finished':
      return stepLine(event);
    case 'run-succeeded':
      return colors.green('✓ done');
    case 'run-failed':
      return colors.red(`✗ ${event.failure.code}: ${event.failure.message}`);
    case 'run-cancelled':
      return colors.yellow('✗ cancelled');
    default:
      return null;
  }
}

function stepLine({ step }: Extract<RunEvent, { type: 'run-step-finished' }>): string {
  const ms = step.startedAt && step.finishedAt ? Date.parse(step.finishedAt) - Date.parse(step.startedAt) : 0;
  const tokens = step.usage ? step.usage.inputTokens + step.usage.outputTokens : 0;
  const cost = tokens > 0 ? `, ${tokens} tokens, $${step.usage?.cost.toFixed(4)}` : '';
  return `${colors.green('✓')} ${step.id} ${colors.dim(`${ms} ms${cost}`)}`;
}
