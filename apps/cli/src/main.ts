#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { loadCommands } from './commands/index.ts';
import { exitCodeOf, printFailure } from './print-failure.ts';

// Who reads may leave early, as `head` does, and a terminal may go away: what was begun is still brought to its end.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
  });

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

const program = new Command('sagacity')
  .description('Self-hosted stock research in which no number is invented')
  .version(version)
  .showHelpAfterError()
  .configureHelp({ sortSubcommands: true })
  .exitOverride();
for (const register of await loadCommands(process.argv[2])) register(program);

try {
  await program.parseAsync();
} catch (error) {
  printFailure(error, { json: process.argv.includes('--json') });
  process.exitCode = exitCodeOf(error);
}
