import { api, type RouteInput, type RouteName, type RouteReply } from '@sagacity/contracts/api';

type Input<N extends RouteName> = Partial<{
  params: RouteInput<N, 'params'>;
  query: RouteInput<N, 'query'>;
  body: RouteInput<N, 'body'>;
}>;

export class ApiFailure extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(`${status} ${code}: ${message}`);
    this.status = status;
    this.code = code;
  }
}

/** Calls routes of the table as a signed-in user. */
export class ApiClient {
  readonly url: string;
  token = '';

  constructor(url: string) {
    this.url = url;
  }

  async call<N extends RouteName>(name: N, input: Input<N> = {}): Promise<RouteReply<N>> {
    const route = api[name];
    const path = Object.entries(input.params ?? {}).reduce(
      (text, [key, value]) => text.replace(`:${key}`, encodeURIComponent(String(value))),
      route.path as string,
    );
    const query = new URLSearchParams(
      Object.entries(input.query ?? {}).map(([k, v]): [string, string] => [k, String(v)]),
    );
    const reply = await fetch(`${this.url}${path}${query.size > 0 ? `?${query}` : ''}`, {
      method: route.method,
      headers: {
        ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
        ...(input.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
    });
    const text = await reply.text();
    if (!reply.ok) {
      const error = text.startsWith('{') ? JSON.parse(text).error : null;
      throw new ApiFailure(reply.status, error?.code ?? 'none', error?.message ?? text.slice(0, 200));
    }
    return ('produces' in route ? text : JSON.parse(text)) as RouteReply<N>;
  }

  /** Signs in with the one-time password and sets a lasting one. */
  async firstSignIn(oneTimePassword: string, password: string): Promise<void> {
    const first = await this.call('signIn', { body: { name: 'admin', password: oneTimePassword } });
    this.token = first.accessToken;
    const session = await this.call('changePassword', { body: { current: oneTimePassword, next: password } });
    this.token = session.accessToken;
  }

  async signIn(name: string, password: string): Promise<void> {
    this.token = (await this.call('signIn', { body: { name, password } })).accessToken;
  }
}
