import { describe, inject } from 'vitest';
import { ApiClient } from '../api-client.ts';
import { lastingPassword, trust } from './first-sign-in.ts';
import type { StackAddress } from './open-stack.ts';
import './setup-types.ts';

const shared = inject('stack');

/** The stack that all files of the suite share. Each test leaves it as it found it: healthy, two backends and two workers. */
export const stack = shared as StackAddress; // null only where `describeStack` skips

/** `describe`, visibly skipped where there is no Docker engine. */
export const describeStack = (name: string, body: () => void): void => {
  describe.skipIf(shared === null)(name, body);
};

/** A client of the administrator, through nginx and TLS. */
export async function signedInClient(of: StackAddress = stack): Promise<ApiClient> {
  trust(of);
  const client = new ApiClient(of.url);
  await client.signIn('admin', lastingPassword);
  return client;
}
