import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { compareFile } from '../init/compare-files.ts';
import { secretMode } from '../init/deployment-files.ts';
import { readPrimarySecrets } from '../init/read-primary-secrets.ts';
import { type PrimarySecrets, renderSecretFiles } from '../init/render-secret-files.ts';
import { layout } from '../layout.ts';
import { findDropDate } from '../rotate/plan-drop-old.ts';
import { listUnfinished, secretNames, secretOf } from '../rotate/rotation.ts';
import { findStoreUser } from '../secrets/find-store-user.ts';
import { primarySecretNames } from '../secrets/primary-secrets.ts';
import { type Check, type Finding, fault, ok, warning } from './check.ts';

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
          `bring them back from a backup, or ${renewalOf(missing) ?? 'for a new installation: sagacity deploy init'}`,
        ),
      ];
    if (faults.length > 0) return faults.map((one) => fault(one, fixOf(one)));
    const shut = primarySecretNames.filter((name) => {
      const { mode } = statSync(join(dir, layout.secrets, name));
      return (mode & secretMode) !== secretMode;
    });
    if (shut.length > 0) {
      const files = shut.map((name) => `${layout.secrets}/${name}`).join(' ');
      return [fault(`containers cannot read ${files}`, `chmod ${secretMode.toString(8)} ${files}`)];
    }
    const unfinished = listUnfinished(dir);
    if (unfinished.length > 0)
      return [
        warning(
          `a change of ${unfinished.join(', ')} is not finished: two are accepted`,
          `sagacity deploy rotate ${unfinished.join(' ')} goes on`,
        ),
      ];
    const all = Object.fromEntries(secrets) as PrimarySecrets;
    const derived = renderSecretFiles(settings, all, findStoreUser(dir).user);
    const stale = [...derived].filter(([name, content]) => {
      const wanted = { path: `${layout.secrets}/${name}`, mode: secretMode, content };
      return !existsSync(join(dir, wanted.path)) || compareFile(dir, wanted).state !== 'unchanged';
    });
    return stale.length === 0
      ? [ok(`${secrets.size} strong secrets, shielded by ${layout.secrets}/`), ...judgeSigning(dir, all)]
      : [
          fault(
            `not what .env says: ${stale.map(([name]) => `${layout.secrets}/${name}`).join(', ')}`,
            'sagacity deploy init',
          ),
        ];
  },
};

/** How to make lost ones anew; null where what is stored needs the old one. */
function renewalOf(files: readonly string[]): string | null {
  const names = secretNames.filter((name) => files.includes(secretOf[name]));
  return names.length === files.length
    ? `make them anew: sagacity deploy rotate ${names.join(' ')} --lost`
    : null;
}

function fixOf(line: string): string {
  const [chmod] = /chmod 700 \S+(?=,)/.exec(line) ?? [];
  if (chmod) return chmod;
  const [, file = ''] = /^secrets\/(\w+) is empty$/.exec(line) ?? [];
  return file === '' || renewalOf([file]) === null
    ? 'bring it back from a backup; before the first start replace it with a strong one'
    : `bring it back from a backup, or ${renewalOf([file])}`;
}

function judgeSigning(dir: string, { signing_secret }: PrimarySecrets): Finding[] {
  const from = findDropDate(dir, signing_secret);
  if (from === null) return [];
  const message = `two signing keys are accepted, so that sessions of before the change go on until ${from.toISOString().slice(0, 10)}`;
  return [
    Date.now() < from.getTime() ? ok(message) : warning(message, 'sagacity deploy rotate signing --drop-old'),
  ];
}
