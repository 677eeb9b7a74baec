import { AppError, messageOf } from '@sagacity/kernel';
import { limitBody } from './limit-body.ts';
import { type ScreenOptions, screenAddress } from './screen-address.ts';
import { sendOnce } from './send-once.ts';

export interface OutboundOptions extends ScreenOptions {
  /** Until the whole body is read. Default 30,000. */
  readonly timeoutMs?: number;
  /** Largest body after decompression. Default 16 MiB. */
  readonly maxBytes?: number;
  /** Default 3. */
  readonly maxRedirects?: number;
}

/** The global `fetch` for one URL: callers pass `method`, `headers`, `body` and `signal`. */
export type OutboundFetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

const redirects = new Set([301, 302, 303, 307, 308]);
const defaultMaxBytes = 16 * 1024 * 1024;

/**
 * A `fetch` for hosts somebody typed. It connects only to the addresses that were screened (a name that resolves differently a moment
 * later changes nothing), screens each redirect again, drops credentials when it leaves the origin and takes no body there. Through a proxy the name is screened and the proxy asked for it. Retrying is the caller's.
 * Throws ADDRESS_REFUSED, TIME_LIMIT_EXCEEDED, PAYLOAD_TOO_LARGE (also while the body is read), UPSTREAM_FAILED; the caller's own
 * abort rejects with its reason.
 */
export function openOutbound(options: OutboundOptions): OutboundFetch {
  const { timeoutMs = 30_000, maxBytes = defaultMaxBytes, maxRedirects = 3 } = options;
  return async (input, init) => {
    let request = new Request(input, { ...init, redirect: 'manual' });
    const body = request.body ? new Uint8Array(await request.arrayBuffer()) : null;
    const timeLimit = AbortSignal.timeout(timeoutMs);
    const signal = AbortSignal.any([request.signal, timeLimit]);
    const asFailure = (error: unknown) => toFailure(error, new URL(request.url).host, timeLimit, timeoutMs);
    const { origin } = new URL(request.url);
    let sent = body;
    for (let hop = 0; ; hop++) {
      const url = new URL(request.url);
      const way = await screenAddress(url, options);
      if (sent && url.origin !== origin)
        throw new AppError(
          'UPSTREAM_FAILED',
          `${url.host}: a redirect leads here with what was posted elsewhere, and is not followed`,
        );
      const reply = await sendOnce({ request, body: sent, way, signal }).catch((error: unknown) => {
        throw asFailure(error);
      });
      const location = redirects.has(reply.status) ? reply.headers.get('location') : null;
      if (location === null) return limitBody(reply, { maxBytes, host: url.host, asFailure });
      await reply.body?.cancel();
      if (hop >= maxRedirects)
        throw new AppError('UPSTREAM_FAILED', `${url.host}: redirects more than ${maxRedirects} times`);
      request = redirected(request, new URL(location, url), reply.status);
      if (request.method === 'GET' || request.method === 'HEAD') sent = null;
    }
  };
}

const credentials = ['authorization', 'cookie', 'x-api-key', 'x-goog-api-key', 'api-key'];

function redirected(from: Request, to: URL, status: number): Request {
  const headers = new Headers(from.headers);
  if (new URL(from.url).origin !== to.origin) for (const name of credentials) headers.delete(name);
  const asGet = status === 303 || ((status === 301 || status === 302) && from.method === 'POST');
  return new Request(to, { method: asGet ? 'GET' : from.method, headers, signal: from.signal });
}

function toFailure(error: unknown, host: string, timeLimit: AbortSignal, timeoutMs: number): unknown {
  if (error instanceof AppError) return error;
  if (timeLimit.aborted)
    return new AppError('TIME_LIMIT_EXCEEDED', `${host}: no complete answer within ${timeoutMs} ms`, {
      host,
    });
  if (error instanceof Error && error.name === 'AbortError') return error;
  return new AppError('UPSTREAM_FAILED', `${host}: ${messageOf(error)}`, { host }, error);
}
