import { ApiClient } from '../harness/api-client.ts';
import { adminPassword } from '../harness/signed-in-app.ts';

/** A new account that sees its own runs only, signed in. */
export async function openResearcher(admin: ApiClient): Promise<ApiClient> {
  const name = 'researcher';
  const made = await admin.call('createAccount', { body: { name, role: 'researcher' } });
  const client = new ApiClient(admin.url);
  await client.signIn(name, made.oneTimePassword);
  const session = await client.call('changePassword', {
    body: { current: made.oneTimePassword, next: adminPassword },
  });
  client.token = session.accessToken;
  return client;
}
