import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { commands, loadCommands } from './index.ts';

async function namesFor(word: string | undefined): Promise<string[]> {
  const program = new Command();
  for (const register of await loadCommands(word)) register(program);
  return program.commands.map((command) => command.name());
}

describe('loadCommands', () => {
  it('registers under each word of the registry that word alone', async () => {
    for (const word of Object.keys(commands)) expect(await namesFor(word)).toEqual([word]);
  }, 30_000); // each word loads its code

  it('registers everything for help and for a word that is no command', async () => {
    for (const word of [undefined, '--help', 'toString'])
      expect(await namesFor(word)).toEqual(Object.keys(commands));
  });
});
