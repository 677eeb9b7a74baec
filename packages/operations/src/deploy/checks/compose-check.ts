import { runCommand } from '../../docker/run-command.ts';
import { missingComposeFiles } from '../settings/missing-compose-files.ts';
import { type Check, fault, ok, unknown } from './check.ts';

export const composeCheck: Check = {
  name: 'compose file',
  run: async ({ dir, isSetUp, settings, engine }) => {
    const missing = missingComposeFiles(dir, settings);
    if (missing.length > 0)
      return [
        fault(
          `${missing.join(', ')} not found in ${dir}`,
          'name the root of a checkout with --dir, or correct COMPOSE_FILE in .env',
        ),
      ];
    if (!isSetUp) return [];
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
