import { readFileSync } from 'node:fs';
import { errorTable } from '@sagacity/contracts/errors';
import type { RowFault } from '@sagacity/contracts/instruments';
import { importData } from '@sagacity/features/instruments/index';
import { AppError, isAppError, messageOf } from '@sagacity/kernel';
import { group } from '../group.ts';
import { printJson } from '../print-json.ts';
import type { RegisterCommand } from '../register-command.ts';
import { withServices } from '../with-services.ts';

interface Options {
  readonly instrument: string;
  readonly factors?: string;
  readonly valuation?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

export const dataImport: RegisterCommand = (program) => {
  group(program, 'data')
    .command('import')
    .description('Import daily bars of one instrument from CSV; all rows or none')
    .argument('<file>', 'date,open,high,low,close,volume[,amount]; raw prices, volume in shares')
    .requiredOption('--instrument <id>', 'such as US:AAPL or CN:600519')
    .option('--factors <file>', 'date,price_factor,split_factor')
    .option('--valuation <file>', 'date,pe_ttm,pb_mrq,ps_ttm,pcf_ncf_ttm,turn_pct')
    .option('--dry-run', 'check everything, write nothing')
    .option('--json', 'print JSON')
    .action((file: string, options: Options) =>
      withServices(async (ctx) => {
        const reply = await importData(ctx, {
          instrument: options.instrument,
          bars: read(file),
          ...(options.factors ? { factors: read(options.factors) } : {}),
          ...(options.valuation ? { valuation: read(options.valuation) } : {}),
          dryRun: options.dryRun ?? false,
        }).catch(printRows);
        if (reply.faultTotal > 0) process.exitCode = errorTable.IMPORT_REJECTED.exit;
        if (options.json) return printJson(reply);
        if (reply.faultTotal > 0) return printFaults(reply.faults);
        const { bars, adjustments, valuations, instrument, splitJumps } = reply;
        for (const { day, ratio, sharesPerShare } of splitJumps)
          process.stderr.write(
            `warning: on ${day} the close is ${ratio.toPrecision(3)} of the one before, as after a split of ${sharesPerShare}:1 without a factor; ` +
              'no rating rests on such prices: import the factors with --factors\n',
          );
        if (bars.withoutAmount > 0)
          process.stderr.write(
            `warning: ${bars.withoutAmount} of ${bars.rows} rows have no amount, so their units could not be checked: volume must be in shares, not in lots (手)\n`,
          );
        const done = reply.written ? 'imported' : 'checked, nothing written';
        process.stdout.write(
          `${instrument}: ${done}: ${bars.rows} ${bars.rows === 1 ? 'bar' : 'bars'} from ${bars.from} to ${bars.to} (${bars.inserted} new, ${bars.updated} changed), ` +
            `adjustments: ${adjustments}, valuation rows: ${valuations}\n`,
        );
      }),
    );
};

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new AppError('VALIDATION_FAILED', `${path} cannot be read: ${messageOf(error)}`);
  }
}

function printRows(error: unknown): never {
  if (!isAppError(error, 'IMPORT_REJECTED')) throw error;
  printFaults(error.details.rows as RowFault[]);
  throw new AppError(error.code, error.message);
}

function printFaults(faults: readonly RowFault[]): void {
  for (const { file, line, column, value, reason } of faults)
    process.stderr.write(`${file} line ${line}, ${column} "${value}": ${reason}\n`);
}
