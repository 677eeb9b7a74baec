import { hashPassword } from '@sagacity/platform/crypto/password-hash';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkNewPassword } from './check-new-password.ts';

let account: { name: string; passwordHash: string };
beforeAll(async () => {
  account = { name: 'Ada', passwordHash: await hashPassword('the present phrase') };
});
const reasonOf = (password: string) =>
  checkNewPassword(password, account).then(
    () => null,
    (error) => error.details.reason,
  );

describe('checkNewPassword', () => {
  it.each([
    ['short', 'Xk9$wq2Lm'],
    ['name', 'my name is ADA'],
    ['same', 'the present phrase'],
    ['common', 'Password123!'],
    ['common', 'P@ssw0rd2026'],
    ['common', 'passwordpassword'],
    ['common', '1234567890'],
    ['common', '0987654321'],
    ['common', 'qwertyuiop'],
    ['common', 'poiuytrewq'],
    ['common', 'abcdefghijkl'],
    ['common', '1q1q1q1q1q1q'],
    ['common', 'aaaaaaaaaaaa'],
    ['common', 'Welcome12345'],
    ['common', 'woaini1314520'],
    ['common', 'qwerty123456'],
  ])('refuses as %s: %s', async (reason, password) => expect(await reasonOf(password)).toBe(reason));

  it.each([
    'correct horse battery',
    'k7Pm-Xw3t-9dQz-Rf2v',
    '风调雨顺国泰民安五谷丰登',
    'tr0ub4dor&3x!',
    'blue7river',
  ])('takes %s', async (password) => expect(await reasonOf(password)).toBeNull());
});
