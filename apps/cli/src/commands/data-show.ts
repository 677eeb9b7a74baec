import { toIsoDay } from '@sagacity/kernel';
import { group } from '../group.ts';
import { printJson } from '../print-json.ts';
import type { RegisterCommand } from '../register-command.ts';
import { withServices } from '../with-services.ts';

export const dataShow: RegisterCommand = (program) => {
  group(program, 'data')
    .command('show')
    .description('What is held: instruments, days and rows')
    .argument('[instrument]', 'only this one')
    .option('--json', 'print JSON')
    .action((instrument: string | undefined, { json }: { json?: boolean }) =>
      withServices(async (ctx) => {
        const id = instrument ? (await ctx.market.getInstrument(instrument)).id : undefined;
        const held = (await ctx.bars.coverage(id)).map(({ firstDay, lastDay, ...rest }) => ({
          ...rest,
          from: toIsoDay(firstDay),
          to: toIsoDay(lastDay),
        }));
        if (json) return printJson(held);
        if (held.length === 0)
          process.stdout.write('nothing is held yet; see: sagacity data import --help\n');
        for (const { instrument: of, rows, from, to, source } of held)
          process.stdout.write(
            `${of.padEnd(14)} ${from} … ${to} ${String(rows).padStart(7)} bars  ${source}\n`,
          );
      }),
    );
};
