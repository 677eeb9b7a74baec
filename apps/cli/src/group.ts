import type { Command } from 'commander';

const descriptions: Readonly<Record<string, string>> = {
  data: 'Market data held here',
  store: 'Where documents and bars live',
  user: 'Accounts',
  config: 'Configuration',
  key: 'The key that stored vendor keys are encrypted with',
  deploy: 'Run the production stack on this host with docker compose',
};

/** The parent of `data import`, `user add` …, made when first asked for. */
export const group = (program: Command, name: string): Command =>
  program.commands.find((command) => command.name() === name) ??
  program.command(name).description(descriptions[name] ?? '');
