import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { compareFile } from '../init/compare-files.ts';
import { secretMode } from '../init/deployment-files.ts';
import { readPrimarySecrets } from '../init/read-primary-secrets.ts';
import { type PrimarySecrets, renderSecretFiles } from '../init/render-secret-files.ts';
import { layout } from '../layout.ts';
import { primarySecretNames } from '../secrets/primary-secrets.ts';
import { type Check, type Finding, fault, ok } from './check.ts';

export const secretsCheck: Check = {
  name: 'secrets',
  run: ({ dir, isSetUp, settings }): Finding[] => {
    if (!isSetUp) return [];
    const { secrets, faults } = readPrimarySecrets(dir);
    const missing = primarySecretNames.filter((name) => !secrets.has(name));
    if (missing.length > 0)
      return [
        fault(
          `missing in ${layout.secrets}/: ${missing.join(', ')}`,
          'bring them back from a backup; for a new installation: sagacity deploy init',
        ),
      ];
    if (faults.length > 0)
      return faults.map((one) => fault(one, 'replace it with a strong one before the first start'));
    const derived = renderSecretFiles(settings, Object.fromEntries(secrets) as PrimarySecrets);
    const stale = [...derived].filter(([name, content]) => {
      const wanted = { path: `${layout.secrets}/${name}`, mode: secretMode, content };
      return !existsSync(join(dir, wanted.path)) || compareFile(dir, wanted).state !== 'unchanged';
    });
    return stale.length === 0
      ? [ok(`${secrets.size} strong secrets, shielded by ${layout.secrets}/`)]
      : [
          fault(
            `not what .env says: ${stale.map(([name]) => `${layout.secrets}/${name}`).join(', ')}`,
            'sagacity deploy init',
          ),
        ];
  },
};
