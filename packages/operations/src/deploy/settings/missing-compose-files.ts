import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Settings } from './settings-table.ts';

/** Compose files the settings name that are not in the directory. */
export const missingComposeFiles = (
  dir: string,
  { COMPOSE_FILE }: Pick<Settings, 'COMPOSE_FILE'>,
): string[] => COMPOSE_FILE.split(':').filter((path) => !existsSync(resolve(dir, path)));
