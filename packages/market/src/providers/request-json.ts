import { messageOf } from '@sagacity/kernel';
import type { z } from 'zod';
import { ProviderFailure } from './failure.ts';
import type { LiveSettings } from './live-settings.ts';
import type { ProviderIo } from './port.ts';

export interface VendorRequest<T> {
  /** Provider id, for messages. */
  readonly provider: string;
  /** Path and query under the base URL. May hold a key: never shown. */
  readonly path: string;
  /** Replaces the base URL of the settings. */
  readonly baseUrl?: string;
  /** Sent as JSON by POST. */
  readonly body?: unknown;
  readonly schema: z.ZodType<T>;
}

const defaultWaitMs = 60_000;

/** `Retry-After` in seconds or as a date; a minute when the vendor does not say. */
function retryAfterMs(header: string | null, nowMs: number): number {
  if (header === null) return defaultWaitMs;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - nowMs;
  return ms >= 0 ? ms : defaultWaitMs;
}

function checkStatus(provider: string, status: number, retryAfter: number): void {
  if (status >= 200 && status < 300) return;
  if (status === 429) throw new ProviderFailure('rate-limited', `${provider} answered 429`, retryAfter);
  if (status === 401 || status === 403)
    throw new ProviderFailure('not-configured', `${provider} answered ${status}: the key is refused`);
  if (status === 404) throw new ProviderFailure('no-data', `${provider} does not know it (404)`);
  throw new ProviderFailure('upstream-failed', `${provider} answered ${status}`);
}

/**
 * One request to a vendor within its time limit, its reply checked against a schema. Throws ProviderFailure: 429 as rate-limited,
 * 401 and 403 as not-configured, 404 as no-data; other statuses, no answer and malformed replies as upstream-failed.
 */
export async function requestJson<T>(
  { fetch, clock, settings }: ProviderIo<LiveSettings>,
  { provider, path, baseUrl = settings.baseUrl, body, schema }: VendorRequest<T>,
): Promise<T> {
  const failed = (what: string): ProviderFailure =>
    new ProviderFailure('upstream-failed', `${provider} ${what}`);
  const signal = AbortSignal.timeout(settings.timeoutMs);
  let text: string;
  try {
    const reply = await fetch(`${baseUrl.replace(/\/$/, '')}${path}`, {
      signal,
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    });
    checkStatus(provider, reply.status, retryAfterMs(reply.headers.get('retry-after'), clock.now()));
    text = await reply.text();
  } catch (error) {
    if (error instanceof ProviderFailure) throw error;
    throw failed(
      signal.aborted
        ? `gave no answer in ${settings.timeoutMs} ms`
        : `cannot be reached: ${messageOf(error)}`,
    );
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw failed('answered with something that is not JSON');
  }
  const checked = schema.safeParse(json);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  throw failed(`answered in an unknown shape: ${issue?.path.join('.')} ${issue?.message}`);
}
