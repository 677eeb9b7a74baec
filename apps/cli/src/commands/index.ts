import type { RegisterCommand } from '../register-command.ts';
import { configCheck } from './config-check.ts';
import { configShow } from './config-show.ts';
import { dataImport } from './data-import.ts';
import { dataShow } from './data-show.ts';
import { deployCommands } from './deploy/index.ts';
import { research } from './research.ts';
import { serve } from './serve.ts';
import { storeCopy } from './store-copy.ts';
import { userAdd } from './user-add.ts';
import { userList } from './user-list.ts';
import { userReset } from './user-reset.ts';

export const commands: readonly RegisterCommand[] = [
  serve,
  research,
  dataImport,
  dataShow,
  storeCopy,
  userAdd,
  userReset,
  userList,
  configCheck,
  configShow,
  ...deployCommands,
];
