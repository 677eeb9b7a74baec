import { loadConfig } from '@sagacity/features/config';
import { systemClock } from '@sagacity/kernel';
import type { CopyProgress, CopyReport } from '@sagacity/operations/store-copy/copy-options';
import { copyStore } from '@sagacity/operations/store-copy/copy-store';
import { type CopyPlan, planCopy } from '@sagacity/operations/store-copy/plan-copy';
import { group } from '../group.ts';
import { printJson } from '../print-json.ts';
import type { RegisterCommand } from '../register-command.ts';

interface Options {
  readonly from: string;
  readonly to: string;
  readonly encryptionKeyFile?: string;
  readonly overwrite?: boolean;
  readonly live?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

const address = 'sqlite:<data directory or file>, mongodb://…/<database>, file:<file with it>, or config';

export const storeCopy: RegisterCommand = (program) => {
  group(program, 'store')
    .command('copy')
    .description('Copy all documents and bars to another store and compare both; run again to go on')
    .requiredOption('--from <address>', address)
    .requiredOption('--to <address>', `${address}; use file: to keep a password off the command line`)
    .option('--encryption-key-file <file>', "the target's encryption key, to check stored vendor keys with")
    .option('--overwrite', 'replace everything the target holds')
    .option('--live', 'copy ahead although a server uses the source; to be finished without it')
    .option('--dry-run', 'print what would be copied, write nothing')
    .option('--json', 'print JSON')
    .action(async (options: Options) => {
      const { dryRun, json, ...rest } = options;
      const all = { ...rest, config: loadConfig(), clock: systemClock };
      const print = (value: object, lines: readonly string[]) =>
        json ? printJson(value) : void process.stdout.write(`${lines.join('\n')}\n`);
      if (dryRun) {
        const plan = await planCopy(all);
        print(plan, planLines(plan));
        return;
      }
      if ([options.from, options.to].some(hasPassword))
        process.stderr.write('a password on the command line is seen by every user here; use file:<file>\n');
      const report = await copyStore({ ...all, onProgress: progressPrinter() }).finally(endProgress);
      print(report, reportLines(report));
    });
};

const hasPassword = (typed: string) => /^mongodb(\+srv)?:\/\/[^@/]*:[^@/]*@/.test(typed);

/** One line that is rewritten on a terminal; elsewhere a line for each collection. */
function progressPrinter(): (progress: CopyProgress) => void {
  let last = '';
  return ({ phase, name, done, total }) => {
    const what = phase === 'copy' ? `copying ${name}` : `comparing ${name}`;
    if (process.stderr.isTTY)
      process.stderr.write(`\r\u001b[K${what} ${phase === 'copy' ? `${done} of ` : ''}${total}`);
    else if (last !== what) process.stderr.write(`${what} (${total})\n`);
    last = what;
  };
}

const endProgress = () => void (process.stderr.isTTY && process.stderr.write('\r\u001b[K'));

const row = (name: string, ...cells: (string | number)[]) =>
  `${name.padEnd(20)}${cells.map((cell) => String(cell).padStart(12)).join('')}`;

const whetherInUse = (inUse: CopyPlan['sourceInUse']) => {
  if (inUse === null) return ' (whether a server uses it cannot be seen: stop backend and worker first)';
  return inUse ? ' (another process has it open)' : '';
};

const planLines = (plan: CopyPlan): string[] => [
  `from ${plan.from}${whetherInUse(plan.sourceInUse)}`,
  `to   ${plan.to} (${plan.targetState})`,
  row('', 'source', 'target'),
  ...plan.collections.map(({ name, source, target }) => row(name, source, target)),
  ...notes(plan),
];

const outcomes: Readonly<Record<CopyReport['outcome'], string>> = {
  copied: 'copied and equal',
  equal: 'equal already, nothing copied',
  ahead: 'NOT FINISHED: copied and equal for now',
};

const reportLines = (report: CopyReport): string[] => [
  row('', 'count', 'written', 'sha-256'),
  ...report.compared.map(({ name, source }) =>
    row(name, source.count, report.written[name] ?? 0, source.hash.slice(0, 10)),
  ),
  ...notes(report),
  `${outcomes[report.outcome]} in ${report.seconds.toFixed(1)} s: ${report.from} → ${report.to}`,
  ...(report.outcome === 'ahead'
    ? [
        'next: stop the server, then run the same command without --live; until it has ended no server starts on the target',
      ]
    : []),
];

/** What the operator must know beyond the counts. */
const notes = ({ keys, openRuns }: Pick<CopyReport, 'keys' | 'openRuns'>): string[] => [
  ...(keys.sealed > 0
    ? [
        keys.triedWith
          ? `${keys.sealed} stored vendor keys open with ${keys.triedWith}, which the target must use`
          : `${keys.sealed} stored vendor keys are encrypted: before its first start, give the target the source's encryption key (keys/encryption-key of its data directory, or SAGACITY_SECURITY_ENCRYPTION_KEY_FILE)`,
      ]
    : []),
  ...(openRuns > 0 ? [`${openRuns} unfinished runs: the target's worker takes them up by itself`] : []),
  'not copied: queue, live events, cache, and the directories keys, blobs and logs',
];
