import { AppError } from '@sagacity/kernel';
import { executeStep } from '@sagacity/operations/deploy/execute-step';
import { describeAction, type Plan, planToJson, type Step } from '@sagacity/operations/deploy/plan';
import { Listr } from 'listr2';
import colors from 'picocolors';
import { printJson } from '../../print-json.ts';
import type { DeployOptions } from './deploy-options.ts';

interface RunOptions extends Pick<DeployOptions, 'dryRun' | 'json'> {
  readonly dir: string;
  readonly project: string;
  /** What `--json` prints when all is done; not for `--dry-run`, which prints the plan. */
  readonly result?: () => unknown | Promise<unknown>;
}

/** Ctrl-C, `kill`, and a terminal or SSH connection that goes away. */
const interrupts = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const print = (line: string) => void process.stdout.write(`${line}\n`);

/**
 * Shows the plan, or does it: with live progress on a terminal, line by line elsewhere. Stdout is left to JSON when that is asked for.
 * An interrupt ends the step that is under way and has it go its way back, which no second one cuts short.
 */
export async function runPlan(plan: Plan, options: RunOptions): Promise<void> {
  const { dryRun, json, result } = options;
  if (dryRun) return json ? printJson(planToJson(plan)) : showPlan(plan);
  const controller = new AbortController();
  const cancel = () => controller.abort();
  for (const name of interrupts) process.on(name, cancel);
  try {
    const isLive = process.stdout.isTTY && !json;
    await (isLive ? runLive : runPlain)(plan.steps, options, controller.signal);
  } catch (error) {
    if (!controller.signal.aborted) throw error;
    throw new AppError(
      'CANCELLED',
      'interrupted; what was started is left running, and the same command goes on from there',
      {},
      error,
    );
  } finally {
    for (const name of interrupts) process.off(name, cancel);
  }
  if (json) return printJson((await result?.()) ?? planToJson(plan));
  for (const note of plan.notes) print(`${colors.yellow('note')} ${note}`);
}

function showPlan({ steps, notes }: Plan): void {
  if (steps.length === 0) print('nothing to do');
  for (const [index, { title, actions }] of steps.entries()) {
    print(`${index + 1}. ${title}`);
    for (const action of actions) print(colors.dim(`     ${describeAction(action)}`));
  }
  for (const note of notes) print(`${colors.yellow('note')} ${note}`);
}

async function runLive(
  steps: readonly Step[],
  { dir, project }: RunOptions,
  signal: AbortSignal,
): Promise<void> {
  const tasks = steps.map((step) => ({
    title: step.title,
    task: (_: unknown, task: { output: string }) =>
      executeStep(step, { dir, project, signal, say: (line) => Object.assign(task, { output: line }) }),
  }));
  const rendererOptions = { showErrorMessage: false, collapseErrors: false, timer: undefined } as const;
  await new Listr(tasks, { rendererOptions, registerSignalListeners: false }).run();
}

async function runPlain(
  steps: readonly Step[],
  { dir, project, json }: RunOptions,
  signal: AbortSignal,
): Promise<void> {
  const say = (line: string) => void (json ? process.stderr : process.stdout).write(`${line}\n`);
  for (const step of steps) {
    say(`${step.title} …`);
    await executeStep(step, { dir, project, signal, say: (line) => say(`  ${line}`) });
  }
}
