import { type PrimarySecretName, primarySecrets } from './primary-secrets.ts';

/** Words of passwords that stand in documentation, compose files and lists of what is tried first. */
const published =
  /change.?me|default|example|placeholder|pass.?word|passw0rd|p@ssw|tradingagents|sagacity|letmein|qwerty|admin|welcome|iloveyou|your.?(super.?)?(secret|jwt|key)|secret.?key|12345|abcdef/i;

/** Why a secret is not fit for use, to stand after its name; null when it is. Never contains the secret. */
export function findSecretFault(name: PrimarySecretName, secret: string): string | null {
  const { shortest } = primarySecrets[name];
  if (secret === '') return 'is empty';
  if (/[\r\n]/.test(secret)) return 'has more than one line';
  if (/[^\x21-\x7e]/.test(secret)) return 'has characters other than visible ASCII';
  const isGenerated = secret.length >= 24 && new Set(secret).size >= 14;
  if (!isGenerated && published.test(secret)) return 'is one that is publicly known, or is made of one';
  if (secret.length < shortest) return `has ${secret.length} characters, needs ${shortest}`;
  if (new Set(secret).size < 6) return 'repeats too few characters';
  return null;
}
