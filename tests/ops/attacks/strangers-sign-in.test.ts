import { expect, it, onTestFinished } from 'vitest';
import { requestFrom } from '../../harness/attacks/request-from.ts';
import { adminPassword, openSignedInApp } from '../../harness/signed-in-app.ts';

it('signs the owner in while strangers try passwords, also when it changes its address', async ({
  annotate,
}) => {
  const { app, close } = await openSignedInApp();
  onTestFinished(close);
  const signIn = (password: string, from: string) =>
    requestFrom(from, `${app.url}/api/session`, {
      method: 'POST',
      body: JSON.stringify({ name: 'admin', password }),
    });
  const statuses: number[] = [];
  for (let i = 0; i < 6; i++) statuses.push((await signIn('not this one', '127.0.0.2')).status);
  expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
  expect((await signIn(adminPassword, '127.0.0.3')).status).toBe(200);

  for (let i = 0; i < 15; i++) await signIn('not this one', `127.0.2.${1 + i}`);
  const strangers = await signIn('not this one', '127.0.2.99');
  const owner = await signIn(adminPassword, '127.0.0.3');
  await annotate(
    `stranger 21 from a fresh address: ${strangers.status}; owner: ${owner.status} in ${owner.ms} ms`,
  );
  expect([strangers.status, owner.status]).toEqual([429, 200]);
});
