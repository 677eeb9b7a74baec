import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { AppError } from '@sagacity/kernel';
import type { TlsMode } from '@sagacity/operations/deploy/settings/settings-table';
import { takeLock } from '@sagacity/operations/deploy/take-lock';
import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { group } from '../../group.ts';

export interface DeployOptions {
  readonly dir: string;
  readonly json?: boolean;
  readonly dryRun?: boolean;
}

export interface InitOptions extends DeployOptions {
  readonly host?: string;
  readonly tls?: TlsMode;
  readonly email?: string;
  readonly bind?: string;
  readonly project?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly directoriesOnly?: boolean;
  readonly yes?: boolean;
}

/** `sagacity deploy <name>` with the options all of them share. */
export const deployCommand = (program: Command, name: string, options: { plans: boolean }): Command =>
  withOptions(group(program, 'deploy').command(name), options);

export function withOptions(command: Command, { plans }: { plans: boolean }): Command {
  command
    .option('--dir <directory>', 'deployment directory, the root of a checkout', '.')
    .option('--json', 'print one JSON document on stdout; progress goes to stderr');
  return plans ? command.option('--dry-run', 'say what would be done, and do nothing') : command;
}

/** The directory as an absolute path. Throws VALIDATION_FAILED when there is none. */
export function directoryOf({ dir }: DeployOptions): string {
  const path = resolve(dir);
  if (existsSync(path) && statSync(path).isDirectory()) return path;
  throw new AppError('VALIDATION_FAILED', `--dir ${dir} is not a directory`);
}

/** What a command that changes something holds while it reads and works; null when it only says what it would do. */
export const lockOf = async (options: DeployOptions, command: string): Promise<AsyncDisposable | null> =>
  options.dryRun ? null : takeLock(directoryOf(options), command);

export const wholeNumber = (text: string): number => {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('expected a whole number');
  return Number(text);
};
