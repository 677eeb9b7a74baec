import { Secret } from '@sagacity/kernel';
import type { KeyRing } from '@sagacity/platform/crypto/index';
import { fastify } from 'fastify';
import { expect, it, onTestFinished } from 'vitest';
import { registerAccessTokens } from './access-tokens.ts';

const [before, after] = [new Secret('b'.repeat(40)), new Secret('a'.repeat(40))];
const clock = { now: () => 1_000_000, elapsed: () => 0, sleep: async () => {} };
const claims = { accountId: 'acc_1', sessionId: 'ses_1', expiresAtMs: 2_000_000 };

async function tokensOf(...keys: KeyRing) {
  const app = fastify();
  onTestFinished(() => app.close());
  return registerAccessTokens(app, { keys, clock });
}

it('accepts what another server signs at every stage of a change of keys', async () => {
  const stages = [
    await tokensOf(before),
    await tokensOf(before, after),
    await tokensOf(after, before),
    await tokensOf(after),
  ];
  for (const [index, signer] of stages.entries())
    for (const verifier of [stages[index - 1], signer, stages[index + 1]])
      if (verifier) expect(verifier.verify(signer.sign(claims))).toEqual(claims);
});

it('signs with the first key alone', async () => {
  const token = (await tokensOf(after, before)).sign(claims);
  const old = await tokensOf(before);
  expect(() => old.verify(token)).toThrow('not valid');
});
