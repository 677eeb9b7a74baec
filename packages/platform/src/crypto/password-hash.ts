import { hash, verify } from '@node-rs/argon2';

/** argon2id with the parameters OWASP names first for it: 19 MiB, 2 passes, 1 lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFKC'), cost);

let unknownHash: Promise<string> | null = null;

/** False for a wrong password. Without a hash (no such account) it takes as long as with one, and is false. */
export async function verifyPassword(storedHash: string | null, password: string): Promise<boolean> {
  unknownHash ??= hashPassword('no account has this password');
  const against = storedHash ?? (await unknownHash);
  const matches = await verify(against, password.normalize('NFKC'));
  return storedHash !== null && matches;
}
