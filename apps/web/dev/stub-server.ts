import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { api, type RouteContract, type RouteName } from '@sagacity/contracts/api';
import { socketMessageSchema, socketRequestSchema } from '@sagacity/contracts/events';
import { runConfigSchema } from '@sagacity/contracts/runs';
import { WebSocketServer } from 'ws';
import { barsOf, facts, instruments, news, random } from './stub-market.ts';
import { reportOf } from './stub-report.ts';
import { cancel, finish, followers, logs, newRun, play, runs } from './stub-runs.ts';

/** Plays the server for looking at pages: every reply passes the contract's schema. State is in memory. */
const port = Number(process.argv[2] ?? 8000);
const empty = process.argv.includes('--empty');
const account = {
  id: 'a1',
  name: 'admin',
  role: 'admin',
  mustChangePassword: false,
  disabled: false,
  createdAt: '2026-11-01T08:00:00.000Z',
  lastSignInAt: new Date().toISOString(),
  preferences: { language: null as string | null, theme: 'system', gainColor: null },
};
const session = () => ({
  accessToken: randomUUID(),
  expiresAt: new Date(Date.now() + 900_000).toISOString(),
  account,
});
const config = (part: object = {}) => ({ ...runConfigSchema.parse(part), asOf: '2026-11-20' });
const next = random(3);
if (!empty) {
  const statuses = ['succeeded', 'succeeded', 'failed', 'succeeded', 'cancelled', 'succeeded'] as const;
  for (let index = 200; index > 2; index--) {
    const at = new Date(Date.now() - index * 5_400_000).toISOString();
    const engine = next() > 0.6 ? 'llm' : 'rules';
    const run = newRun(
      instruments[Math.floor(next() * 9)]!.id,
      config({ engine, depth: 1 + (index % 5) }),
      `run-${index}`,
      at,
    );
    finish(run, statuses[index % 6]!);
  }
  finish(newRun('DEMO:NEBULA', config({ language: 'zh' }), 'run-zh'), 'succeeded');
  finish(newRun('DEMO:NEBULA', config({}), 'run-unrated'), 'succeeded');
  finish(newRun('DEMO:GRANITE', config({}), 'run-2'), 'succeeded');
  finish(
    newRun(
      'DEMO:NEBULA',
      config({ engine: 'llm', quickModel: 'deepseek/chat', deepModel: 'deepseek/reasoner' }),
      'run-1',
    ),
    'succeeded',
  );
  void play(
    newRun(
      'DEMO:ORCHID',
      config({ engine: 'llm', quickModel: 'deepseek/chat', deepModel: 'deepseek/reasoner', depth: 3 }),
      'run-failed',
    ),
    1,
    99,
    5,
  );
  void play(
    newRun(
      'DEMO:HARBOR',
      config({ engine: 'llm', quickModel: 'deepseek/chat', deepModel: 'deepseek/reasoner', depth: 4 }),
      'run-live',
    ),
    2,
    5,
  );
}
const vendors = [
  {
    id: 'deepseek',
    kind: 'openai-compatible',
    label: 'DeepSeek',
    baseUrl: 'https://api.deepseek.com/v1',
    enabled: true,
    hasKey: true,
    models: [
      {
        name: 'chat',
        inputPerMillion: 0.27,
        outputPerMillion: 1.1,
        contextTokens: 64_000,
        maxOutputTokens: 4000,
      },
      {
        name: 'reasoner',
        inputPerMillion: 0.55,
        outputPerMillion: 2.19,
        contextTokens: 64_000,
        maxOutputTokens: 8000,
      },
    ],
  },
];
const providers = ['demo', 'csv', 'yahoo', 'tushare', 'eastmoney', 'alpha-vantage'].map((id, index) => ({
  id,
  markets: index === 0 ? ['DEMO'] : ['CN', 'HK', 'US'],
  supports: ['bars', 'fundamentals', 'news'].slice(0, 1 + (index % 3)),
  configured: index < 3,
  enabled: index < 3,
  circuit: index === 2 ? 'half-open' : 'closed',
  lastFailure: index === 2 ? '429 Too Many Requests' : null,
  hasKey: false,
  needsKey: id === 'tushare' || id === 'alpha-vantage',
}));
class Refusal extends Error {
  code: string;
  status: number;
  constructor(code: string, status: number, message: string) {
    super(message);
    this.code = code;
    this.status = status;
  }
}
interface Asked {
  params: Record<string, string>;
  query: Record<string, never>;
  body: never;
}
const runOf = (id: string) => {
  const run = runs.find((item) => item.id === id);
  if (!run) throw new Refusal('NOT_FOUND', 404, `No run ${id}.`);
  return run;
};
const instrumentOf = (id: string) => {
  const found = instruments.find(
    (item) => item.id.toLowerCase() === id.toLowerCase() || item.code.toLowerCase() === id.toLowerCase(),
  );
  if (!found) throw new Refusal('INSTRUMENT_UNKNOWN', 404, `"${id}" names no instrument.`);
  return found;
};
let down = false;
const health = () => ({
  status: down ? 'down' : 'ok',
  version: '0.1.0',
  role: 'all',
  uptimeMs: process.uptime() * 1000,
  components: ['store', 'bars', 'queue', 'cache', 'events', 'blobs'].map((name) => ({
    name,
    status: down && name === 'store' ? 'down' : 'ok',
    latencyMs: 1.4,
    ageMs: 800,
    detail: null,
    since: '2026-11-23T08:00:00.000Z',
  })),
});
const answers: { [N in RouteName]: (asked: Asked) => unknown } = {
  live: () => ({ status: 'ok' }),
  ready: health,
  health,
  signIn: ({ body }) => {
    const { name, password } = body as { name: string; password: string };
    if (password === 'wrong')
      throw new Refusal('CREDENTIALS_REJECTED', 401, 'User name or password is wrong.');
    account.mustChangePassword = password === 'once';
    account.name = name;
    return session();
  },
  refresh: session,
  signOut: () => ({ ok: true }),
  me: () => account,
  changePassword: () => {
    account.mustChangePassword = false;
    return session();
  },
  putPreferences: ({ body }) => Object.assign(account, { preferences: body }),
  socketTicket: () => ({ ticket: randomUUID(), expiresAt: new Date(Date.now() + 30_000).toISOString() }),
  listAccounts: () => ({
    items: [account, { ...account, id: 'a2', name: '李雷', role: 'researcher', lastSignInAt: null }],
    next: null,
  }),
  createAccount: ({ body }) => ({
    account: { ...account, ...(body as object), id: randomUUID() },
    oneTimePassword: 'K7mq-2xVd-91Tz',
  }),
  updateAccount: ({ body }) => ({ ...account, id: 'a2', ...(body as object) }),
  resetPassword: () => ({ account, oneTimePassword: 'K7mq-2xVd-91Tz' }),
  createRun: ({ body }) => {
    const { instrument, config: asked } = body as { instrument: string; config: never };
    const run = newRun(instrumentOf(instrument).id, { ...config(), ...(asked as object) }, randomUUID());
    void play(run, 150);
    return run;
  },
  estimateRun: ({ body }) => {
    const { config: asked } = body as { config: { engine: string; depth: number } };
    return asked.engine === 'llm'
      ? {
          calls: 12 + asked.depth * 2,
          cost: 0.11 * asked.depth,
          tokens: 61_000 * asked.depth,
          steps: 12 + asked.depth * 2,
        }
      : { calls: 0, cost: 0, tokens: 0, steps: 12 + asked.depth * 2 };
  },
  listRuns: ({ query }) => {
    const {
      limit = 50,
      after,
      status,
      instrument,
    } = query as { limit?: number; after?: string; status?: string; instrument?: string };
    const all = runs.filter(
      (run) => (!status || run.status === status) && (!instrument || run.instrument.id === instrument),
    );
    const from = after ? Number(after) : 0;
    return {
      items: all.slice(from, from + Number(limit)),
      next: from + Number(limit) < all.length ? String(from + Number(limit)) : null,
    };
  },
  getRun: ({ params }) => runOf(params.id!),
  cancelRun: ({ params }) => {
    cancel(runOf(params.id!));
    return runOf(params.id!);
  },
  retryRun: ({ params }) => {
    void play(runOf(params.id!), 150);
    return runOf(params.id!);
  },
  deleteRun: () => ({ ok: true }),
  getReport: ({ params }) => {
    const run = runOf(params.id!);
    if (run.status !== 'succeeded') throw new Refusal('CONFLICT', 409, 'The run has no report.');
    return reportOf(run);
  },
  exportReport: () => '# Report\n',
  searchInstruments: ({ query }) => {
    const q = String((query as { q?: string }).q ?? '').toLowerCase();
    return {
      items: instruments.filter((item) =>
        `${item.id} ${item.name?.en} ${item.name?.zh}`.toLowerCase().includes(q),
      ),
    };
  },
  getInstrument: ({ params }) => instrumentOf(params.instrument!),
  getBars: ({ params, query }) => {
    const instrument = instrumentOf(params.instrument!);
    const { mode = 'adjusted' } = query as { mode?: string };
    return {
      instrument,
      asOf: '2026-11-20',
      mode,
      bars: instrument.coverage ? barsOf(1260) : [],
      source: 'demo',
    };
  },
  getFacts: ({ params }) => ({ facts: instrumentOf(params.instrument!).coverage ? facts : [], absences: [] }),
  getNews: () => ({ items: news, absences: [] }),
  importData: ({ body }) => {
    const { bars, dryRun } = body as { bars: string; dryRun?: boolean };
    const bad = bars.includes('bad');
    return {
      instrument: 'US:AAPL',
      written: !dryRun && !bad,
      bars: { rows: 1510, inserted: 1510, updated: 0, from: '2013-01-02', to: '2018-12-31' },
      adjustments: 12,
      valuations: 0,
      faults: bad
        ? [
            { file: 'bars', line: 3, column: 'close', value: 'bad', reason: 'expected a number' },
            { file: 'bars', line: 18, column: 'volume', value: '-200', reason: 'must not be negative' },
            { file: 'bars', line: 40, column: 'date', value: '2013-02-30', reason: 'no such day' },
          ]
        : [],
    };
  },
  listModelVendors: () => ({ items: vendors }),
  putModelVendor: ({ params, body }) => ({ id: params.id, hasKey: true, ...(body as object) }),
  deleteModelVendor: () => ({ ok: true }),
  testModelVendor: () => ({ ok: true, latencyMs: 412, message: 'chat answered.' }),
  listProviders: () => ({ items: providers }),
  putProvider: ({ params, body }) =>
    Object.assign(providers.find(({ id }) => id === params.id)!, {
      enabled: (body as { enabled: boolean }).enabled,
    }),
};
const routes = Object.entries(api).map(([name, route]) => ({
  name: name as RouteName,
  route: route as RouteContract,
  pattern: new RegExp(`^${route.path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`),
}));

const server = createServer(async (request, reply) => {
  const url = new URL(request.url ?? '/', 'http://x');
  const send = (status: number, body: unknown) => {
    reply.writeHead(status, { 'content-type': 'application/json' });
    reply.end(JSON.stringify(body));
  };
  if (url.pathname === '/api/stub/down') {
    down = url.searchParams.get('is') === '1';
    return send(200, { down });
  }
  let text = '';
  for await (const chunk of request) text += chunk;
  const hit = routes.find(
    ({ route, pattern }) => route.method === request.method && pattern.test(url.pathname),
  );
  try {
    if (!hit) throw new Refusal('NOT_FOUND', 404, `No route ${url.pathname}.`);
    const isHealth = hit.name === 'health' || hit.name === 'ready';
    if (down && !isHealth)
      throw new Refusal('STORE_UNAVAILABLE', 503, 'The store did not answer within 2 s.');
    const params = Object.fromEntries(
      Object.entries(hit.pattern.exec(url.pathname)?.groups ?? {}).map(([key, value]) => [
        key,
        decodeURIComponent(value),
      ]),
    );
    const query = hit.route.query?.parse(Object.fromEntries(url.searchParams)) as never;
    const body = (hit.route.body?.parse(JSON.parse(text || 'null')) ?? null) as never;
    const answer = hit.route.reply.parse(answers[hit.name]({ params, query, body }));
    if (typeof answer === 'string') return reply.end(answer);
    return send(isHealth && down ? 503 : 200, answer);
  } catch (error) {
    const { code = 'INTERNAL', status = 500, message } = error as Refusal;
    if (!(error instanceof Refusal)) process.stderr.write(`${hit?.name}: ${message}\n`);
    return send(status, {
      error: { code, message, details: {}, requestId: `req-${randomUUID().slice(0, 8)}` },
    });
  }
});
new WebSocketServer({ server, path: '/api/ws' }).on('connection', (socket) => {
  const sent = new Map<string, number>();
  const push = (stream: string) => {
    const from = sent.get(stream);
    if (from === undefined) return;
    const log = logs.get(stream) ?? [];
    for (const entry of log.slice(from))
      socket.send(JSON.stringify(socketMessageSchema.parse({ type: 'event', stream, ...entry })));
    sent.set(stream, log.length);
  };
  followers.add(push);
  socket.on('close', () => followers.delete(push));
  socket.on('message', (data) => {
    const asked = socketRequestSchema.parse(JSON.parse(String(data)));
    if (asked.type === 'ping') socket.send(JSON.stringify({ type: 'pong' }));
    if (asked.type !== 'subscribe') return;
    socket.send(JSON.stringify({ type: 'subscribed', stream: asked.stream }));
    sent.set(asked.stream, asked.after === null ? 0 : Number(asked.after));
    push(asked.stream);
  });
});
server.listen(port, '127.0.0.1', () => process.stdout.write(`stub on http://127.0.0.1:${port}\n`));
