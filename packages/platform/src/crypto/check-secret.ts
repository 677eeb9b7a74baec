import { AppError } from '@sagacity/kernel';

const minimumLength = 32;
/** Words of secrets that stand in documentation and compose files: too long to come up by chance. */
const published =
  /change.?(me|this|in.?prod)|your.?(super.?)?(secret|jwt|key)|secret.?key|default|example|placeholder|pass.?word/i;

/** Whether a secret contains what everybody can read. */
export const isPublished = (secret: string): boolean => published.test(secret);

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
  if (isPublished(secret)) refuse('looks like one from an example');
  if (new Set(secret).size < 8) refuse('repeats too few characters');
}
