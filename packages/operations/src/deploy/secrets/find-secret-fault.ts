import { isPublished } from '@sagacity/platform/crypto/check-secret';
import { type PrimarySecretName, primarySecrets } from './primary-secrets.ts';

/** Besides: what is tried first, here. */
const tried = /tradingagents|sagacity|letmein|welcome|iloveyou|passw0rd|p@ssw/i;
/** Likewise, and short enough to come up by chance in a long random text. */
const triedShort = /qwerty|admin|12345|abcdef/i;

/** Why a secret is not fit for use, to stand after its name; null when it is. Never contains the secret. */
export function findSecretFault(name: PrimarySecretName, secret: string): string | null {
  const { shortest } = primarySecrets[name];
  if (secret === '') return 'is empty';
  if (/[\r\n]/.test(secret)) return 'has more than one line';
  if (/[^\x21-\x7e]/.test(secret)) return 'has characters other than visible ASCII';
  const isRandom = secret.length >= 24 && new Set(secret).size >= 14;
  if (isPublished(secret) || tried.test(secret) || (!isRandom && triedShort.test(secret)))
    return 'is one that is publicly known, or is made of one';
  if (secret.length < shortest) return `has ${secret.length} characters, needs ${shortest}`;
  if (new Set(secret).size < 6) return 'repeats too few characters';
  return null;
}
