import { AppError } from '@sagacity/kernel';

const minimumLength = 32;
/** Words of secrets that stand in documentation and compose files. */
const published =
  /change.?me|your.?(super.?)?(secret|jwt|key)|secret.?key|default|example|placeholder|password/i;

/** Throws SECRET_REJECTED for a secret that is short, repeats few letters, or contains what examples contain. */
export function checkSecret(name: string, secret: string): void {
  const refuse = (why: string): never => {
    throw new AppError(
      'SECRET_REJECTED',
      `${name}: ${why}. Use 32 random bytes or more (openssl rand -base64 48), or leave it out to have one generated.`,
      { name },
    );
  };
  if (secret.length < minimumLength) refuse(`has ${secret.length} characters, needs ${minimumLength}`);
  if (published.test(secret)) refuse('looks like one from an example');
  if (new Set(secret).size < 8) refuse('repeats too few characters');
}
