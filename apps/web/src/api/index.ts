import type { Session } from '@sagacity/contracts/accounts';
import type { ApiError } from './api-error.ts';
import { createClient } from './client.ts';

interface Listeners {
  session(session: Session): void;
  signedOut(): void;
  error(error: ApiError): void;
  slow(): void;
}
const listeners: Partial<Listeners> = {};

/** Who reacts to what the client learns; set once at start. */
export function listenToClient(to: Listeners): void {
  Object.assign(listeners, to);
}

export const client = createClient({
  fetch: (...request) => fetch(...request),
  ...(navigator.locks === undefined
    ? {}
    : { oneAtATime: async (run) => await navigator.locks.request('sagacity.refresh', run) }),
  onSession: (session) => listeners.session?.(session),
  onSignedOut: () => listeners.signedOut?.(),
  onError: (error) => listeners.error?.(error),
  onSlow: () => listeners.slow?.(),
});
export const call = client.call;
