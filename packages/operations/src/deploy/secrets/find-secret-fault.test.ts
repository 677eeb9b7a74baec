import { expect, it } from 'vitest';
import { findSecretFault } from './find-secret-fault.ts';
import { primarySecretNames, primarySecrets } from './primary-secrets.ts';

it('finds nothing wrong with what is generated, and never generates the same twice', () => {
  for (const name of primarySecretNames) {
    const [one, other] = [primarySecrets[name].generate(), primarySecrets[name].generate()];
    expect([name, findSecretFault(name, one)]).toEqual([name, null]);
    expect(one).not.toBe(other);
  }
});

it.each([
  ['', 'is empty'],
  ['tradingagents123', 'publicly known'],
  ['changeme', 'publicly known'],
  ['Password2026!!', 'publicly known'],
  ['admin-admin-admin', 'publicly known'],
  ['short', 'has 5 characters'],
  ['aaaaaaaaaaaaaaaa', 'repeats'],
  ['two\nlines-of-text', 'more than one line'],
  ['with a space in it', 'visible ASCII'],
])('refuses %j', (secret, why) => {
  expect(findSecretFault('admin_password', secret)).toContain(why);
});

it.each([
  'docker-jwt-secret-key-change-in-production-2024',
  'your-super-secret-jwt-key-change-in-production',
  'change-me-in-production-to-something-long',
])('refuses %j however long it is', (secret) => {
  for (const name of ['signing_secret', 'redis_password', 'admin_password'] as const)
    expect(findSecretFault(name, secret)).toContain('publicly known');
});

it('takes a short word that a long random text has by chance', () => {
  expect(findSecretFault('redis_password', 'tR7xAdminQ0b3LkW9zVhJ2nGyP5c8fUe')).toBeNull();
});

it('takes a password a person made up', () => {
  expect(findSecretFault('admin_password', 'Herbstlaub-7-Regen')).toBeNull();
});
