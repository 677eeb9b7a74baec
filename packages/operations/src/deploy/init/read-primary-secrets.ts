import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '@sagacity/kernel';
import { isThere } from '../file-fault.ts';
import { layout } from '../layout.ts';
import { findSecretFault } from '../secrets/find-secret-fault.ts';
import { type PrimarySecretName, primarySecretNames } from '../secrets/primary-secrets.ts';

export interface SecretFacts {
  readonly secrets: ReadonlyMap<PrimarySecretName, string>;
  /** One line per secret that may not be used. */
  readonly faults: readonly string[];
}

/** Have a second line, the key of before, after they were changed. */
const keyNames: readonly PrimarySecretName[] = ['signing_secret', 'encryption_key'];
const mostKeys = 2;

/** Primary secrets that are there, and what is wrong with them; never part of a message. */
export function readPrimarySecrets(dir: string): SecretFacts {
  const root = join(dir, layout.secrets);
  const secrets = new Map<PrimarySecretName, string>();
  const faults: string[] = [];
  if (!existsSync(root)) return { secrets, faults };
  const mode = statSync(root).mode & 0o777;
  const present = primarySecretNames.filter((name) => isThere(join(root, name)));
  if (present.length > 0 && (mode & 0o077) !== 0)
    faults.push(
      `${layout.secrets}/ can be entered by other users of this host (mode ${mode.toString(8)}): chmod 700 ${layout.secrets}, and replace the secrets if somebody may have read them`,
    );
  for (const name of present) {
    const secret = readFileSync(join(root, name), 'utf8').replace(/\r?\n$/, '');
    const keys = keyNames.includes(name) ? secret.split('\n', mostKeys + 1) : [secret];
    const fault =
      keys.length > mostKeys
        ? 'has more than two lines'
        : keys.map((one) => findSecretFault(name, one)).find(Boolean);
    if (fault) faults.push(`${layout.secrets}/${name} ${fault}`);
    secrets.set(name, secret);
  }
  return { secrets, faults };
}

/** The password in a file. Throws VALIDATION_FAILED when it cannot be read, SECRET_REJECTED when it is weak. */
export function readAdminPassword(path: string): string {
  let text: string;
  try {
    text = readFileSync(path, 'utf8').replace(/\r?\n$/, '');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const issues = [`--admin-password-file ${path}: cannot be read (${code}); name a file with one line`];
    throw new AppError('VALIDATION_FAILED', 'init cannot use these; nothing was written', { issues });
  }
  const fault = findSecretFault('admin_password', text);
  if (!fault) return text;
  const next = 'choose another, or leave the flag out to have one generated';
  throw new AppError('SECRET_REJECTED', `the password in ${path} ${fault}; ${next}`);
}
