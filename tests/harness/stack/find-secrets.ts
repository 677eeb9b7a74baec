import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { StackAddress } from './open-stack.ts';

/** Spellings that only credentials have. A marker of a key counts with the key behind it, for programs contain the marker alone. */
const formats: Readonly<Record<string, RegExp>> = {
  'private key': /-----BEGIN [A-Z ]*PRIVATE KEY-----\s+(?:[A-Za-z0-9+/=]{20,}\s+){2}/,
  'AWS key': /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/,
  'GitHub token': /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{60,})/,
  'Slack token': /\bxox[abprs]-[A-Za-z0-9]{10,}-[A-Za-z0-9-]{10,}/,
  'Google key': /\bAIza[A-Za-z0-9_-]{35}\b/,
  'model vendor key': /\bsk-(?:ant-|proj-|or-)?[A-Za-z0-9_-]{32,}\b/,
  'npm token': /\bnpm_[A-Za-z0-9]{36}\b|_authToken\s*=\s*\S{20,}/,
  'signed token': /\beyJ[A-Za-z0-9_-]{15,}\.eyJ[A-Za-z0-9_-]{15,}\.[A-Za-z0-9_-]{20,}/,
};

export interface Found {
  /** Name of the secret's file, or of the format. */
  readonly what: string;
  /** What was found; of a stack's own secret only the beginning. */
  readonly text: string;
}

/** What of a stack's `secrets/` must stay there: every value, and those inside addresses and configuration files. */
export function secretValuesOf(stack: StackAddress): ReadonlyMap<string, string> {
  const directory = join(stack.directory, 'secrets');
  const values = new Map<string, string>();
  for (const name of readdirSync(directory)) {
    const path = join(directory, name);
    if (!statSync(path).isFile() || name.endsWith('.conf')) continue;
    // A key that was changed stands before the one of before it.
    for (const [index, value] of readFileSync(path, 'utf8').trim().split('\n').entries())
      values.set(index === 0 ? name : `${name}, line ${index + 1}`, value);
  }
  values.set(
    'tls/privkey.pem',
    readFileSync(join(directory, 'tls/privkey.pem'), 'utf8').split('\n')[1] ?? '',
  );
  return values;
}

/** The secrets in a file's content: `values` by their names, and anything that is spelt like a credential. */
export function findSecrets(content: Buffer, values: ReadonlyMap<string, string>): Found[] {
  const found: Found[] = [];
  for (const [what, value] of values)
    if (content.includes(value)) found.push({ what, text: `${value.slice(0, 4)}…` });
  const text = content.toString('latin1');
  for (const [what, pattern] of Object.entries(formats)) {
    const match = pattern.exec(text);
    if (match) found.push({ what, text: match[0].slice(0, 60) });
  }
  return found;
}
