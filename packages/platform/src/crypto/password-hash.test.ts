import { describe, expect, it } from 'vitest';
import { hashPassword, verifyPassword } from './password-hash.ts';
import { randomPassword } from './random-password.ts';

describe('password hashes', () => {
  it('are argon2id, salted, and verify only their password', async () => {
    const [one, two] = await Promise.all([hashPassword('corréct horse'), hashPassword('corréct horse')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
    expect(await verifyPassword(one, 'corréct horse')).toBe(true);
    expect(await verifyPassword(one, 'correct horse')).toBe(false);
  });

  it('take the same password typed with combined or separate accents', async () => {
    expect(await verifyPassword(await hashPassword('caf\u00e9 noir 12'), 'cafe\u0301 noir 12')).toBe(true);
  });

  it('are never right without an account', async () => {
    expect(await verifyPassword(null, 'no account has this password')).toBe(false);
  });
});

describe('randomPassword', () => {
  it('is four readable groups, and new each time', () => {
    const made = Array.from({ length: 200 }, randomPassword);
    for (const password of made)
      expect(password).toMatch(/^([a-km-zA-HJ-NP-Z2-9]{4}-){3}[a-km-zA-HJ-NP-Z2-9]{4}$/);
    expect(new Set(made).size).toBe(200);
  });
});
