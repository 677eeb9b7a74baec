import { hash, verify } from '@node-rs/argon2';
import { longestPassword } from '@sagacity/contracts/accounts';
import { AppError, plainForm } from '@sagacity/kernel';

/** argon2id with the parameters OWASP names first for it: 19 MiB, 2 passes, 1 lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Throws PASSWORD_WEAK for one longer than `verifyPassword` would look at. */
export async function hashPassword(password: string): Promise<string> {
  if (password.length > longestPassword)
    throw new AppError('PASSWORD_WEAK', `a password has at most ${longestPassword} characters`);
  return hash(plainForm(password, longestPassword), cost);
}

let unknownHash: Promise<string> | null = null;

/** False for a wrong password, and for one that is too long to be one. Without a hash (no such account) it takes as long as with one, and is false. */
export async function verifyPassword(storedHash: string | null, password: string): Promise<boolean> {
  unknownHash ??= hashPassword('no account has this password');
  const against = storedHash ?? (await unknownHash);
  const matches = await verify(against, plainForm(password, longestPassword));
  return storedHash !== null && matches && password.length <= longestPassword;
}
