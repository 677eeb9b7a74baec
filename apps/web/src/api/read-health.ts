import { api } from '@sagacity/contracts/api';
import { type HealthReply, healthReplySchema } from '@sagacity/contracts/health';
import { ApiError, readApiError } from './api-error.ts';

const timeLimitMs = 4000;

/** Component states; a 503 carries them too and is an answer, not an error. */
export async function readHealth(route: 'health' | 'ready'): Promise<HealthReply> {
  const reply = await fetch(api[route].path, {
    cache: 'no-store',
    signal: AbortSignal.timeout(timeLimitMs),
  }).catch(() => {
    throw new ApiError('OFFLINE', 'The server does not answer.');
  });
  const body: unknown = await reply
    .clone()
    .json()
    .catch(() => null);
  const parsed = healthReplySchema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw await readApiError(reply);
}
