import { Agent, type RequestOptions, request } from 'node:https';

export interface LoadRequest {
  readonly method?: 'GET' | 'POST';
  readonly path: string;
  readonly body?: unknown;
}

export interface LoadResult {
  readonly sent: number;
  /** An answer of 300 or more that was not expected, or none within the limit, which counts from when the request was due. */
  readonly failed: number;
  /** How often each kind of failure was seen, `GET 502` for one. */
  readonly failures: Readonly<Record<string, number>>;
  /** Answers with a status that the test expects to be refused with. */
  readonly expected: number;
  /** From when each was due. The median is what a machine that stands still for a moment does not change. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

export interface Load {
  /** Ends it and says how it went; again the same when asked again. */
  stop(): Promise<LoadResult>;
}

interface LoadOptions {
  readonly url: string;
  readonly token: string;
  readonly perSecond: number;
  /** Sent in turn. */
  readonly requests: readonly LoadRequest[];
  /** Statuses of 300 or more that are no failure. */
  readonly expects?: readonly number[];
  readonly timeoutMs?: number;
}

const tickMs = 20;

/** Sends requests at a constant rate, whether earlier ones were answered or not, until stopped. */
export function startLoad(options: LoadOptions): Load {
  const { url, token, perSecond, requests, expects = [], timeoutMs = 15_000 } = options;
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const startedMs = performance.now();
  const timesMs: number[] = [];
  const failures: Record<string, number> = {};
  const open = new Set<Promise<void>>();
  let sent = 0;
  let expected = 0;
  let stopping: Promise<LoadResult> | undefined;

  const sendOne = async ({ method = 'GET', path, body }: LoadRequest, dueMs: number) => {
    const headers = {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    };
    const answer = await ask(new URL(path, url), { method, agent, headers }, body, dueMs + timeoutMs);
    timesMs.push(performance.now() - dueMs);
    if (typeof answer === 'number' && expects.includes(answer)) expected++;
    else if (typeof answer === 'string' || answer >= 300) {
      const kind = `${method} ${answer}`;
      failures[kind] = (failures[kind] ?? 0) + 1;
    }
  };
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - startedMs) / 1000) * perSecond);
    while (sent < due) {
      const next = requests[sent % requests.length] as LoadRequest;
      const one = sendOne(next, startedMs + (++sent / perSecond) * 1000).finally(() => open.delete(one));
      open.add(one);
    }
  }, tickMs);

  const stop = async (): Promise<LoadResult> => {
    clearInterval(timer);
    await Promise.all(open);
    agent.destroy();
    timesMs.sort((a, b) => a - b);
    const at = (share: number) => Math.round(timesMs[Math.floor((timesMs.length - 1) * share)] ?? 0);
    const failed = Object.values(failures).reduce((sum, count) => sum + count, 0);
    return { sent, failed, failures, expected, p50Ms: at(0.5), p99Ms: at(0.99), maxMs: at(1) };
  };
  return {
    stop() {
      stopping ??= stop();
      return stopping;
    },
  };
}

/** The status, or what went wrong. A request that waits for a socket has a limit too, which the socket's own time-out has not. */
const ask = (url: URL, options: RequestOptions, body: unknown, untilMs: number): Promise<number | string> =>
  new Promise((resolve) => {
    const sending = request(url, options, (reply) => {
      reply.resume();
      reply.once('end', () => end(reply.statusCode ?? 0));
      reply.once('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
    });
    const end = (answer: number | string) => {
      clearTimeout(limit);
      resolve(answer);
    };
    const limit = setTimeout(() => {
      end('no answer in time');
      sending.destroy();
    }, untilMs - performance.now());
    sending.on('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
    sending.end(body === undefined ? undefined : JSON.stringify(body));
  });
