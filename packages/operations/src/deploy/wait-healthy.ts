import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '@sagacity/kernel';
import { listContainers } from '../docker/list-containers.ts';
import { type Container, isLost, isWell } from '../docker/parse-containers.ts';
import { runCommand } from '../docker/run-command.ts';
import type { ExecuteContext } from './execute-context.ts';
import type { Action } from './plan.ts';

const pollMs = 500;
/** A container that came back this often while waited for will not come up by waiting longer. */
const mostRestarts = 5;
type Wait = Extract<Action, { do: 'wait-healthy' }>;

export interface Progress {
  readonly line: string;
  readonly isDone: boolean;
  readonly failed: readonly Container[];
}

/** Where a wait stands: how many of each service are well, and which containers cannot become so. */
export function measureProgress(
  containers: readonly Container[],
  { expected, except = [] }: Pick<Wait, 'expected' | 'except'>,
  restartsBefore: ReadonlyMap<string, number> = new Map(),
): Progress {
  const counted = containers.filter(({ id, service }) => service in expected && !except.includes(id));
  const wellOf = (service: string) => counted.filter((one) => one.service === service && isWell(one)).length;
  const waiting = Object.entries(expected).filter(([service, count]) => wellOf(service) < count);
  const loops = ({ id, restarts }: Container) => restarts - (restartsBefore.get(id) ?? 0) >= mostRestarts;
  return {
    line: waiting.map(([service, count]) => `${service} ${wellOf(service)}/${count}`).join(', '),
    isDone: waiting.length === 0,
    failed: counted.filter((one) => !isWell(one) && (isLost(one) || loops(one))),
  };
}

/** Waits until as many containers as expected are healthy. Throws NOT_READY with the last log lines of those that are not. */
export async function waitHealthy(wait: Wait, { project, say, signal }: ExecuteContext): Promise<void> {
  const endsAtMs = performance.now() + wait.timeoutMs;
  let restartsBefore: Map<string, number> | undefined;
  let said = '';
  for (;;) {
    signal?.throwIfAborted();
    const containers = await listContainers(project);
    restartsBefore ??= new Map(containers.map(({ id, restarts }) => [id, restarts]));
    const progress = measureProgress(containers, wait, restartsBefore);
    if (progress.isDone) return;
    if (progress.line !== said) say(`waiting for ${progress.line}`);
    said = progress.line;
    const isLate = performance.now() > endsAtMs;
    if (isLate || progress.failed.length > 0) throw await describeFailure(containers, wait, progress, isLate);
    await pause(pollMs, undefined, { signal });
  }
}

async function describeFailure(
  containers: readonly Container[],
  wait: Wait,
  { line, failed }: Progress,
  isLate: boolean,
): Promise<AppError> {
  const named = (one: Container) => one.service in wait.expected && !wait.except?.includes(one.id);
  const ill = failed.length > 0 ? failed : containers.filter((one) => named(one) && !isWell(one));
  const details: Record<string, string[]> = {};
  for (const { id, name, state, health, exitCode, outOfMemory } of ill.slice(0, 3)) {
    const ended = state === 'exited' ? `exited with ${exitCode}` : `${state}, ${health}`;
    const said = await lastLines(['logs', '--tail', '15', id]);
    const asked = await lastLines(['inspect', '--format', healthOutput, id]);
    const answer = asked.at(-1);
    details[name] = [
      `${ended}${outOfMemory ? ', killed for using too much memory' : ''}`,
      ...(answer ? [`its health check says: ${answer}`] : []),
      ...said,
    ];
  }
  const why = isLate
    ? `not healthy within ${Math.round(wait.timeoutMs / 1000)} s: ${line}`
    : `cannot become healthy: ${ill.map(({ name }) => name).join(', ')}`;
  const next = 'read the lines below, or sagacity deploy logs; what already runs is left running';
  return new AppError('NOT_READY', `${why}; ${next}`, details);
}

const healthOutput = '{{with .State.Health}}{{range .Log}}{{println .Output}}{{end}}{{end}}';
const widest = 300;

async function lastLines(args: readonly string[]): Promise<string[]> {
  const { stdout, stderr } = await runCommand('docker', args, { timeoutMs: 10_000 });
  const lines = `${stdout}${stderr}`.split('\n').map((line) => line.trim().slice(0, widest));
  return lines.filter((line) => line !== '').slice(-15);
}
