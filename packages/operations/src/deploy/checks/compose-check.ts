import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../../docker/run-command.ts';
import { type Check, fault, ok, unknown } from './check.ts';

export const composeCheck: Check = {
  name: 'compose file',
  run: async ({ dir, settings, engine }) => {
    const missing = settings.COMPOSE_FILE.split(':').filter((path) => !existsSync(join(dir, path)));
    if (missing.length > 0)
      return [
        fault(
          `${missing.join(', ')} not found in ${dir}`,
          'name the root of a checkout with --dir, or correct COMPOSE_FILE in .env',
        ),
      ];
    if (engine?.composeVersion == null) return [unknown('not read: there is no docker compose')];
    const { code, stderr } = await runCommand('docker', ['compose', 'config', '-q'], {
      cwd: dir,
      timeoutMs: 30_000,
    });
    return code === 0
      ? [ok(settings.COMPOSE_FILE)]
      : [
          fault(
            stderr.trim().split('\n').slice(-3).join(' '),
            'correct the line it names, in .env or the compose file',
          ),
        ];
  },
};
