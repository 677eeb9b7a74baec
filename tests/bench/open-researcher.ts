import { ApiClient } from '../harness/api-client.ts';
import { adminPassword } from '../harness/signed-in-app.ts';

const name = 'researcher';

/** A new account that sees its own runs only, signed in. */
export async function openResearcher(admin: ApiClient): Promise<ApiClient> {
  const made = await admin.call('createAccount', { body: { name, role: 'researcher' } });
  const client = new ApiClient(admin.url);
  await client.signIn(name, made.oneTimePassword);
  const session = await client.call('changePassword', {
    body: { current: made.oneTimePassword, next: adminPassword },
  });
  client.token = session.accessToken;
  return client;
}

/** The same account on a server started anew on the same data. */
export async function signInResearcher(url: string): Promise<ApiClient> {
  const client = new ApiClient(url);
  await client.signIn(name, adminPassword);
  return client;
}
