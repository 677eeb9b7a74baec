import { expect, it } from 'vitest';
import { isFirstPassword } from './find-first-password.ts';

const accounts = (mustChangePassword: boolean) =>
  JSON.stringify([
    { name: 'ann', mustChangePassword: true },
    { name: 'admin', mustChangePassword },
  ]);

it('is the first password until the administrator has chosen one', () => {
  expect(isFirstPassword(accounts(true))).toBe(true);
  expect(isFirstPassword(accounts(false))).toBe(false);
});
