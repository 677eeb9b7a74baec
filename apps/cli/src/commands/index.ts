import type { RegisterCommand } from '../register-command.ts';

type Load = () => Promise<readonly RegisterCommand[]>;

/** Commands by their first word. Only the word that is called is loaded: a server carries no other command's code. */
export const commands: Readonly<Record<string, Load>> = {
  serve: async () => [(await import('./serve.ts')).serve],
  research: async () => [(await import('./research.ts')).research],
  data: async () => [
    (await import('./data-import.ts')).dataImport,
    (await import('./data-show.ts')).dataShow,
  ],
  store: async () => [(await import('./store-copy.ts')).storeCopy],
  user: async () => [
    (await import('./user-add.ts')).userAdd,
    (await import('./user-reset.ts')).userReset,
    (await import('./user-list.ts')).userList,
  ],
  config: async () => [
    (await import('./config-check.ts')).configCheck,
    (await import('./config-show.ts')).configShow,
  ],
  key: async () => [(await import('./key-reseal.ts')).keyReseal],
  deploy: async () => (await import('./deploy/index.ts')).deployCommands,
};

/** The commands of `word`; all of them when there is no such word, for help and for what to say instead. */
export async function loadCommands(word: string | undefined): Promise<readonly RegisterCommand[]> {
  const load = word !== undefined && Object.hasOwn(commands, word) ? commands[word] : undefined;
  const loads = load ? [load] : Object.values(commands);
  return (await Promise.all(loads.map((one) => one()))).flat();
}
