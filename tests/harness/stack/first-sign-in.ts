import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { ApiClient } from '../api-client.ts';
import { adminPasswordOf, caOf, type StackAddress } from './open-stack.ts';

export const lastingPassword = 'a-Long-enough-pass-9';

/** From here on this process trusts the stack's own certificate authority. */
export function trust(stack: StackAddress): void {
  setDefaultCACertificates([...getCACertificates('default'), caOf(stack)]);
}

/** Sets the administrator's lasting password on a new stack. */
export async function firstSignIn(stack: StackAddress): Promise<void> {
  trust(stack);
  await new ApiClient(stack.url).firstSignIn(adminPasswordOf(stack), lastingPassword);
}
