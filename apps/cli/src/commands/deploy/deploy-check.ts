import { AppError } from '@sagacity/kernel';
import { type CheckFinding, runChecks } from '@sagacity/operations/deploy/checks/run-checks';
import colors from 'picocolors';
import { printJson } from '../../print-json.ts';
import type { RegisterCommand } from '../../register-command.ts';
import { type DeployOptions, deployCommand, directoryOf } from './deploy-options.ts';

const paint = {
  ok: colors.green,
  warning: colors.yellow,
  fault: colors.red,
  unknown: colors.magenta,
} as const;

/** One line per finding, its fix below it. */
export function printFindings(findings: readonly CheckFinding[], stream: NodeJS.WritableStream): void {
  for (const { check, level, message, fix } of findings) {
    stream.write(`${paint[level](level.padEnd(8))} ${check.padEnd(19)} ${message}\n`);
    if (fix !== null && level !== 'ok') stream.write(`${' '.repeat(29)}${colors.dim(`→ ${fix}`)}\n`);
  }
}

/** Throws CONFIG_INVALID when something would keep the stack from working. */
export function refuseFaults(findings: readonly CheckFinding[]): void {
  const faults = findings.filter(({ level }) => level === 'fault');
  if (faults.length > 0)
    throw new AppError(
      'CONFIG_INVALID',
      `${faults.length} of ${findings.length} findings are faults; see the fix of each`,
    );
}

export const deployCheck: RegisterCommand = (program) => {
  deployCommand(program, 'check', { plans: false })
    .description(
      'Look at everything the stack needs of this host; ends with an error when something is at fault',
    )
    .option('--time-url <url>', 'compare the clock with the Date of this server')
    .action(async (options: DeployOptions & { timeUrl?: string }) => {
      const findings = await runChecks(directoryOf(options), options);
      if (options.json) printJson({ findings });
      else printFindings(findings, process.stdout);
      refuseFaults(findings);
    });
};
