import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError, type Secret } from '@sagacity/kernel';
import { checkSecret } from './check-secret.ts';
import { type KeyRing, parseKeyRing } from './parse-key-ring.ts';

export interface KeySource {
  /** For messages: `security.signingSecret`. */
  readonly name: string;
  /** The one configured; null takes the file, which is generated (0600) when missing. */
  readonly given: Secret | null;
  readonly file: string;
}

/** The keys of one purpose. Throws SECRET_REJECTED when one is weak, there are too many, or their file is readable by others. */
export function openKey({ name, given, file }: KeySource): KeyRing {
  if (given) return toRing(name, given.reveal());
  generateOnce(file);
  const othersMay = statSync(file).mode & 0o077;
  if (othersMay !== 0)
    throw new AppError(
      'SECRET_REJECTED',
      `${name}: ${file} can be read by others; run chmod 600 on it, and replace it if somebody may have`,
      { name, file },
    );
  return toRing(`${name} in ${file}`, readFileSync(file, 'utf8'));
}

function toRing(name: string, text: string): KeyRing {
  const keys = parseKeyRing(name, text);
  for (const key of keys) checkSecret(name, key.reveal());
  return keys;
}

/** Linking a finished file into place is atomic: of two processes that start together both read the same key. */
function generateOnce(file: string): void {
  if (statSync(file, { throwIfNoEntry: false })) return;
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, `${randomBytes(48).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(draft);
  }
}
