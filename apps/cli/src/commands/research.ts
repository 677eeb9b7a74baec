import { cancelRun, createRun, getReport, getRun, workAlone } from '@sagacity/features/runs/index';
import { AppError, isAppError } from '@sagacity/kernel';
import { toMarkdown } from '@sagacity/research';
import { InvalidArgumentError, Option } from 'commander';
import { followRun } from '../follow-run.ts';
import { printJson } from '../print-json.ts';
import type { RegisterCommand } from '../register-command.ts';
import { type CommandCtx, withServices } from '../with-services.ts';

interface Options {
  readonly asOf?: string;
  readonly depth: number;
  readonly engine: 'rules' | 'llm';
  readonly language: 'zh' | 'en';
  readonly horizon: 'short' | 'medium' | 'long';
  readonly quickModel?: string;
  readonly deepModel?: string;
  readonly maxCost: number;
  readonly json?: boolean;
}

const number = (text: string): number => {
  const value = Number(text);
  if (!Number.isFinite(value)) throw new InvalidArgumentError('expected a number');
  return value;
};

export const research: RegisterCommand = (program) => {
  program
    .command('research')
    .description('Research one instrument; the report goes to stdout, progress to stderr')
    .argument('<instrument>', 'as people type it: DEMO:NEBULA, 600519, 700.HK, aapl')
    .option('--as-of <day>', 'last day the run may know, YYYY-MM-DD (default: the last closed session)')
    .option('--depth <n>', 'rounds of debate, 1 to 5', number, 3)
    .addOption(new Option('--engine <engine>').choices(['rules', 'llm']).default('rules'))
    .addOption(new Option('--language <language>').choices(['zh', 'en']).default('en'))
    .addOption(new Option('--horizon <horizon>').choices(['short', 'medium', 'long']).default('medium'))
    .option('--quick-model <vendor/model>', 'model of the analysts (llm)')
    .option('--deep-model <vendor/model>', 'model of the managers (llm)')
    .option('--max-cost <usd>', 'budget of the run in USD (llm)', number, 1)
    .option('--json', 'print one JSON document instead of Markdown')
    .action((instrument: string, options: Options) =>
      withServices((ctx) => runResearch(ctx, instrument, options)),
    );
};

async function runResearch(ctx: CommandCtx, instrument: string, options: Options): Promise<void> {
  const { json, maxCost, ...config } = options;
  const run = await createRun(
    ctx,
    { instrument, config: { ...config, budget: { maxCost } } },
    { ownQueue: true },
  );
  const worker = await workAlone(ctx, run);
  const cancel = () => void cancelRun(ctx, run).catch(() => undefined);
  process.once('SIGINT', cancel);
  try {
    await followRun(ctx, run);
  } finally {
    process.off('SIGINT', cancel);
    await worker.close(0);
  }
  const ended = await getRun(ctx, run);
  if (ended.status === 'cancelled') throw new AppError('CANCELLED', `run ${run.id} was cancelled`);
  if (ended.failure) throw failureOf(ended.failure);
  const report = await getReport(ctx, run);
  if (json) printJson(report);
  else process.stdout.write(toMarkdown(report));
}

function failureOf({ code, message }: { code: string; message: string }): AppError {
  const error = new AppError(code as AppError['code'], message); // stored by this program from the same table
  return isAppError(error) ? error : new AppError('INTERNAL', message);
}
