import { Agent, type RequestOptions, request } from 'node:https';

export interface LoadRequest {
  readonly method?: 'GET' | 'POST';
  readonly path: string;
  readonly body?: unknown;
}

export interface LoadResult {
  readonly sent: number;
  /** No answer, an answer of 500 or more, or none within the limit. */
  readonly failed: number;
  /** How often each kind of failure was seen, `GET 502` for one. */
  readonly failures: Readonly<Record<string, number>>;
  readonly p99Ms: number;
  readonly maxMs: number;
  /** From the first failure to the last; 0 without any. */
  readonly failingMs: number;
}

export interface Load {
  stop(): Promise<LoadResult>;
}

interface LoadOptions {
  readonly url: string;
  readonly token: string;
  readonly perSecond: number;
  /** Sent in turn. */
  readonly requests: readonly LoadRequest[];
  readonly timeoutMs?: number;
}

const tickMs = 20;

/** Sends requests at a constant rate, whether earlier ones were answered or not, until stopped. */
export function startLoad(options: LoadOptions): Load {
  const { url, token, perSecond, requests, timeoutMs = 15_000 } = options;
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const startedMs = performance.now();
  const timesMs: number[] = [];
  const failures: Record<string, number> = {};
  const failedAtMs: number[] = [];
  const open = new Set<Promise<void>>();
  let sent = 0;

  const fail = (kind: string) => {
    failures[kind] = (failures[kind] ?? 0) + 1;
    failedAtMs.push(performance.now());
  };
  const sendOne = async ({ method = 'GET', path, body }: LoadRequest) => {
    const beganMs = performance.now();
    const headers = {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    };
    const status = await ask(new URL(path, url), { method, agent, headers, timeout: timeoutMs }, body);
    timesMs.push(performance.now() - beganMs);
    if (typeof status === 'string' || status >= 500) fail(`${method} ${status}`);
  };
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - startedMs) / 1000) * perSecond);
    for (; sent < due; sent++) {
      const one = sendOne(requests[sent % requests.length] as LoadRequest).finally(() => open.delete(one));
      open.add(one);
    }
  }, tickMs);

  return {
    async stop() {
      clearInterval(timer);
      await Promise.all(open);
      agent.destroy();
      timesMs.sort((a, b) => a - b);
      const at = (share: number) => Math.round(timesMs[Math.floor((timesMs.length - 1) * share)] ?? 0);
      const failed = failedAtMs.length;
      const failingMs = failed === 0 ? 0 : Math.round(Math.max(...failedAtMs) - Math.min(...failedAtMs));
      return { sent, failed, failures, p99Ms: at(0.99), maxMs: at(1), failingMs };
    },
  };
}

/** The status, or what went wrong. */
const ask = (url: URL, options: RequestOptions, body: unknown): Promise<number | string> =>
  new Promise((resolve) => {
    const sending = request(url, options, (reply) => {
      reply.resume();
      reply.once('end', () => resolve(reply.statusCode ?? 0));
      reply.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    });
    sending.once('timeout', () => sending.destroy(new Error('no answer in time')));
    sending.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    sending.end(body === undefined ? undefined : JSON.stringify(body));
  });
