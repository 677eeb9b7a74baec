import type { Session } from '@sagacity/contracts/accounts';
import {
  api,
  type RouteContract,
  type RouteInput,
  type RouteName,
  type RouteReply,
} from '@sagacity/contracts/api';
import { ApiError, readApiError } from './api-error.ts';
import { routeUrl } from './route-url.ts';

type Part<N extends RouteName, K extends 'params' | 'query' | 'body'> = [RouteInput<N, K>] extends [never]
  ? { [P in K]?: never }
  : Record<never, never> extends RouteInput<N, K>
    ? { [P in K]?: RouteInput<N, K> }
    : { [P in K]: RouteInput<N, K> };
export type CallInput<N extends RouteName> = Part<N, 'params'> &
  Part<N, 'query'> &
  Part<N, 'body'> & { signal?: AbortSignal };
type CallArguments<N extends RouteName> =
  Record<never, never> extends CallInput<N> ? [input?: CallInput<N>] : [input: CallInput<N>];

export interface Client {
  /** One request of the route table. Renews the access token when needed; throws `ApiError` for everything that is not a success. */
  call<N extends RouteName>(name: N, ...rest: CallArguments<N>): Promise<RouteReply<N>>;
  /** Renews the session from the refresh cookie; calls at the same time share one request. */
  refresh(): Promise<Session>;
  /** Keeps the access token in memory; null forgets it. */
  adopt(session: Session | null): void;
}

interface ClientOptions {
  fetch: typeof fetch;
  now?: () => number;
  /** Runs one after the other over all tabs: a refresh token sent twice counts as stolen. */
  oneAtATime?: <T>(run: () => Promise<T>) => Promise<T>;
  onSession?: (session: Session) => void;
  /** The session cannot be renewed any more. */
  onSignedOut?: () => void;
  onError?: (error: ApiError) => void;
  /** A reply takes so long that the server may not be there any more. */
  onSlow?: () => void;
}
interface Input {
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
  signal?: AbortSignal;
}

const renewBeforeMs = 20_000;
const slowAfterMs = 6000;
/** A read has a minute; what changes something may import a large file. */
const limitMs = { read: 60_000, write: 300_000 };

export function createClient(options: ClientOptions): Client {
  const now = options.now ?? Date.now;
  const oneAtATime = options.oneAtATime ?? ((run) => run());
  let session: Session | null = null;
  let renewing: Promise<Session> | null = null;

  async function send(name: RouteName, input: Input): Promise<unknown> {
    const route: RouteContract = api[name];
    const headers: Record<string, string> = { accept: route.produces ?? 'application/json' };
    if (input.body !== undefined) headers['content-type'] = 'application/json';
    if (session !== null && route.policy !== 'public')
      headers.authorization = `Bearer ${session.accessToken}`;
    const limit = AbortSignal.timeout(route.method === 'GET' ? limitMs.read : limitMs.write);
    const slow = setTimeout(() => options.onSlow?.(), slowAfterMs);
    const reply = await options
      .fetch(routeUrl(route.path, input.params ?? {}, input.query ?? {}), {
        method: route.method,
        headers,
        credentials: 'same-origin',
        ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
        signal: input.signal === undefined ? limit : AbortSignal.any([input.signal, limit]),
      })
      .catch((cause: unknown) => {
        if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
        throw new ApiError('OFFLINE', 'The server does not answer.');
      })
      .finally(() => clearTimeout(slow));
    if (!reply.ok) throw await readApiError(reply);
    const body: unknown =
      route.produces === undefined ? await reply.json().catch(() => null) : await reply.text();
    const parsed = route.reply.safeParse(body);
    if (parsed.success) return parsed.data;
    const first = parsed.error.issues[0];
    throw new ApiError('REPLY_MISFIT', `${name}: ${first?.path.join('.') ?? ''} ${first?.message ?? ''}`, {
      status: reply.status,
      requestId: reply.headers.get('x-request-id'),
    });
  }

  function refresh(): Promise<Session> {
    renewing ??= oneAtATime(() => send('refresh', {}) as Promise<Session>)
      .then((next) => {
        session = next;
        options.onSession?.(next);
        return next;
      })
      .catch((error: unknown) => {
        if (error instanceof ApiError && error.status === 401) {
          session = null;
          options.onSignedOut?.();
        }
        throw error;
      })
      .finally(() => {
        renewing = null;
      });
    return renewing;
  }

  async function authorised(name: RouteName, input: Input): Promise<unknown> {
    const open = api[name].policy === 'public';
    if (!open && (session === null || Date.parse(session.expiresAt) - now() < renewBeforeMs)) await refresh();
    const sentWith = session?.accessToken;
    try {
      return await send(name, input);
    } catch (error) {
      const expired = error instanceof ApiError && error.code === 'UNAUTHENTICATED' && !open;
      if (!expired) throw error;
      if (session?.accessToken === sentWith) await refresh();
      return send(name, input);
    }
  }

  return {
    refresh,
    adopt(next) {
      session = next;
    },
    async call(name, ...rest) {
      try {
        return (await authorised(name, (rest[0] ?? {}) as Input)) as never;
      } catch (error) {
        if (error instanceof ApiError) options.onError?.(error);
        throw error;
      }
    },
  };
}
