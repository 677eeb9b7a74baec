import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { AppError, messageOf } from '@sagacity/kernel';
import { runCommand } from '../docker/run-command.ts';
import type { ExecuteContext } from './execute-context.ts';
import type { Action, Step } from './plan.ts';
import { removeIll } from './remove-ill.ts';
import { rollOlder } from './roll-older.ts';
import { routeRequests } from './route-requests.ts';
import { setSettings } from './set-settings.ts';
import { waitForAnswer } from './stack/ask-health.ts';
import { waitHealthy } from './wait-healthy.ts';
import { makeDirectory, writeFile } from './write-file.ts';

/** Ids of containers, and what was as it should be before. */
const saysNothing = /^[0-9a-f]{64}$|signal process started$|^Container \S+ +Running$/;

/** Does the actions of a step in order. When one fails, the step's way back is gone first; the failure is thrown all the same. */
export async function executeStep(step: Step, context: ExecuteContext): Promise<void> {
  try {
    await executeAll(step.actions, context);
  } catch (error) {
    for (const action of step.onFailure ?? [])
      await executeAction(action, { ...context, signal: undefined }).catch((undoError: unknown) =>
        context.say(`the way back failed too: ${messageOf(undoError)}`),
      );
    throw error;
  }
}

/** Does one action of a plan. Throws UPSTREAM_FAILED with the last lines of a command that failed. */
async function executeAction(action: Action, context: ExecuteContext): Promise<void> {
  const { dir, say, signal } = context;
  signal?.throwIfAborted();
  if (action.do === 'mkdir') return makeDirectory(join(dir, action.path), action.mode);
  if (action.do === 'write') return writeFile(join(dir, action.path), action.content, action.mode);
  if (action.do === 'set') return setSettings(dir, action.values);
  if (action.do === 'rename') return renameSync(join(dir, action.from), join(dir, action.to));
  if (action.do === 'remove') return rmSync(join(dir, action.path), { force: true, recursive: true });
  if (action.do === 'roll') {
    for (const step of await rollOlder(action, context)) await executeStep(step, context);
    return;
  }
  if (action.do === 'pause') return pause(action.ms, undefined, { signal });
  if (action.do === 'route') return executeAll(await routeRequests(action.except, context), context);
  if (action.do === 'remove-ill') return executeAll(await removeIll(action, context), context);
  if (action.do === 'ask-health') return waitForAnswer(action.timeoutMs, context);
  if (action.do === 'wait-healthy') return waitHealthy(action, context);
  const onLine = (line: string) => {
    const text = line.trim();
    if (!saysNothing.test(text)) say(text);
  };
  const [command = '', ...args] = action.command;
  const { timeoutMs, input } = action;
  const done = await runCommand(command, args, {
    cwd: dir,
    onLine,
    signal,
    timeoutMs,
    input,
  });
  if (done.code === 0) return;
  throw new AppError('UPSTREAM_FAILED', `\`${action.command.join(' ')}\` ended with ${done.code}`, {
    said: done.stderr.trim().split('\n').slice(-12),
  });
}

async function executeAll(actions: readonly Action[], context: ExecuteContext): Promise<void> {
  for (const action of actions) await executeAction(action, context);
}
