import { statSync } from 'node:fs';
import { join } from 'node:path';
import { layout } from './layout.ts';
import { editEnv } from './settings/edit-env.ts';
import { readEnvText } from './settings/read-settings.ts';
import { writeFile } from './write-file.ts';

/** Changes these lines of `.env` as it stands now: a command takes minutes, and an operator may have edited others meanwhile. */
export function setSettings(dir: string, values: Readonly<Record<string, string>>): void {
  const path = join(dir, layout.env);
  const content = editEnv(readEnvText(dir), new Map(Object.entries(values)));
  writeFile(path, content, statSync(path).mode & 0o777);
}
