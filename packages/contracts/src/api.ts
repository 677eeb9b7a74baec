import { z } from 'zod';
import * as accounts from './accounts.ts';
import { healthReplySchema, liveReplySchema } from './health.ts';
import * as inputs from './inputs.ts';
import * as market from './instruments.ts';
import { reportSchema } from './reports.ts';
import * as runs from './runs.ts';
import * as settings from './settings.ts';

/** `public`: nobody signed in · `session`: anybody signed in, also with a one-time password · a role: at least that role. */
export type Policy = 'public' | 'session' | accounts.Role;

export interface RouteContract {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly policy: Policy;
  readonly summary: string;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** Largest body, where it is not `bodyBytes`; the configuration may allow less. */
  readonly maxBodyBytes?: number;
  readonly reply: z.ZodType;
  /** Content type when the reply is not JSON. */
  readonly produces?: string;
}

const done = z.object({ ok: z.literal(true) });
const byId = z.object({ id: inputs.idSchema });
const byInstrument = z.object({ instrument: inputs.typedInstrumentSchema });
const paging = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: inputs.cursorSchema.optional(),
};
const dailyRange = {
  from: inputs.daySchema.optional(),
  asOf: inputs.daySchema.optional(),
  mode: market.adjustmentModeSchema.default('adjusted'),
  period: market.barPeriodSchema.default('day'),
  last: z.coerce.number().int().min(1).max(10_000).optional(),
};
const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable() });

/** Every HTTP route: the server builds its doors from this table, the web app its client. */
export const api = {
  live: {
    method: 'GET',
    path: '/api/health/live',
    policy: 'public',
    summary: 'The process answers',
    reply: liveReplySchema,
  },
  ready: {
    method: 'GET',
    path: '/api/health/ready',
    policy: 'public',
    summary: 'Every component needed to serve answers; 503 when not',
    reply: healthReplySchema,
  },
  health: {
    method: 'GET',
    path: '/api/health',
    policy: 'public',
    summary: 'State of every component; 503 when one that is needed is down',
    reply: healthReplySchema,
  },

  signIn: {
    method: 'POST',
    path: '/api/session',
    policy: 'public',
    summary: 'Sign in',
    body: accounts.signInSchema,
    reply: accounts.sessionSchema,
  },
  refresh: {
    method: 'POST',
    path: '/api/session/refresh',
    policy: 'public',
    summary: 'A new access token for the refresh cookie',
    reply: accounts.sessionSchema,
  },
  signOut: {
    method: 'DELETE',
    path: '/api/session',
    policy: 'session',
    summary: 'Sign out here, or everywhere',
    query: z.object({
      everywhere: z
        .enum(['true', 'false'])
        .default('false')
        .transform((text) => text === 'true'),
    }),
    reply: done,
  },
  me: {
    method: 'GET',
    path: '/api/me',
    policy: 'session',
    summary: 'The account signed in',
    reply: accounts.accountSchema,
  },
  changePassword: {
    method: 'POST',
    path: '/api/me/password',
    policy: 'session',
    summary: 'Change the own password; signs out everywhere else',
    body: accounts.changePasswordSchema,
    reply: accounts.sessionSchema,
  },
  putPreferences: {
    method: 'PUT',
    path: '/api/me/preferences',
    policy: 'viewer',
    summary: 'Language, theme, gain colour',
    body: accounts.putPreferencesSchema,
    reply: accounts.accountSchema,
  },
  socketTicket: {
    method: 'POST',
    path: '/api/ws/ticket',
    policy: 'viewer',
    summary: 'A ticket for one WebSocket, valid 30 s',
    reply: accounts.socketTicketSchema,
  },

  listAccounts: {
    method: 'GET',
    path: '/api/accounts',
    policy: 'admin',
    summary: 'All accounts',
    query: z.object(paging),
    reply: pageOf(accounts.accountSchema),
  },
  createAccount: {
    method: 'POST',
    path: '/api/accounts',
    policy: 'admin',
    summary: 'A new account with a one-time password',
    body: accounts.createAccountSchema,
    reply: accounts.createdAccountSchema,
  },
  updateAccount: {
    method: 'PATCH',
    path: '/api/accounts/:id',
    policy: 'admin',
    summary: 'Change role, disable or enable',
    params: byId,
    body: accounts.updateAccountSchema,
    reply: accounts.accountSchema,
  },
  resetPassword: {
    method: 'POST',
    path: '/api/accounts/:id/password',
    policy: 'admin',
    summary: 'A new one-time password; signs the account out',
    params: byId,
    reply: accounts.createdAccountSchema,
  },

  createRun: {
    method: 'POST',
    path: '/api/runs',
    policy: 'researcher',
    summary: 'Start a run',
    body: runs.createRunSchema,
    reply: runs.runSchema,
  },
  estimateRun: {
    method: 'POST',
    path: '/api/runs/estimate',
    policy: 'researcher',
    summary: 'What a run would cost',
    body: runs.estimateRunSchema,
    reply: runs.estimateReplySchema,
  },
  listRuns: {
    method: 'GET',
    path: '/api/runs',
    policy: 'viewer',
    summary: 'Own runs, newest first; operators see all',
    query: z.object({
      ...paging,
      status: runs.runStatusSchema.optional(),
      instrument: runs.instrumentTextSchema.optional(),
    }),
    reply: pageOf(runs.runSummarySchema),
  },
  getRun: {
    method: 'GET',
    path: '/api/runs/:id',
    policy: 'viewer',
    summary: 'One run',
    params: byId,
    reply: runs.runSchema,
  },
  cancelRun: {
    method: 'POST',
    path: '/api/runs/:id/cancel',
    policy: 'researcher',
    summary: 'Cancel a pending or running run',
    params: byId,
    reply: runs.runSchema,
  },
  retryRun: {
    method: 'POST',
    path: '/api/runs/:id/retry',
    policy: 'researcher',
    summary: 'Go on with a failed or cancelled run after its last finished step',
    params: byId,
    reply: runs.runSchema,
  },
  deleteRun: {
    method: 'DELETE',
    path: '/api/runs/:id',
    policy: 'researcher',
    summary: 'Delete an ended run with its report and events',
    params: byId,
    reply: done,
  },
  getReport: {
    method: 'GET',
    path: '/api/runs/:id/report',
    policy: 'viewer',
    summary: 'The report of a run that succeeded',
    params: byId,
    reply: reportSchema,
  },
  exportReport: {
    method: 'GET',
    path: '/api/runs/:id/export',
    policy: 'viewer',
    summary: 'The report as a file',
    params: byId,
    query: z.object({ format: z.enum(['markdown', 'json']).default('markdown') }),
    reply: z.string(),
    produces: 'text/markdown',
  },

  searchInstruments: {
    method: 'GET',
    path: '/api/instruments',
    policy: 'viewer',
    summary: 'By code or name',
    query: z.object({
      q: inputs.searchTextSchema.default(''),
      limit: z.coerce.number().int().min(1).max(50).default(20),
    }),
    reply: z.object({ items: z.array(market.instrumentHitSchema) }),
  },
  getInstrument: {
    method: 'GET',
    path: '/api/instruments/:instrument',
    policy: 'viewer',
    summary: 'One instrument and what is held of it',
    params: byInstrument,
    reply: market.instrumentHitSchema,
  },
  getBars: {
    method: 'GET',
    path: '/api/instruments/:instrument/bars',
    policy: 'viewer',
    summary: 'Bars of days, weeks or months, adjusted as of a day or raw',
    params: byInstrument,
    query: z.object(dailyRange),
    reply: market.barsReplySchema,
  },
  getIndicators: {
    method: 'GET',
    path: '/api/instruments/:instrument/indicators',
    policy: 'viewer',
    summary:
      'Indicators bar by bar, by the formulas of the facts; `names`, and `parameters` of a single one, separated by commas',
    params: byInstrument,
    query: z.object({
      ...dailyRange,
      names: z
        .string()
        .max(200)
        .transform((text) => text.split(','))
        .pipe(z.array(market.indicatorNameSchema).max(market.indicatorNameSchema.options.length)),
      parameters: z
        .string()
        .max(60)
        .transform((text) => text.split(',').map(Number))
        .pipe(z.array(z.number().min(0).max(1_000)).max(8))
        .optional(),
    }),
    reply: market.indicatorsReplySchema,
  },
  getFacts: {
    method: 'GET',
    path: '/api/instruments/:instrument/facts',
    policy: 'viewer',
    summary: 'Facts as of a day: indicators, valuation, fundamentals',
    params: byInstrument,
    query: z.object({ asOf: inputs.daySchema.optional() }),
    reply: market.factsReplySchema,
  },
  getNews: {
    method: 'GET',
    path: '/api/instruments/:instrument/news',
    policy: 'viewer',
    summary: 'News up to a day, newest first',
    params: byInstrument,
    query: z.object({
      asOf: inputs.daySchema.optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    reply: market.newsReplySchema,
  },
  importData: {
    method: 'POST',
    path: '/api/instruments/import',
    policy: 'researcher',
    summary: 'Import daily bars, factors and valuation from CSV',
    body: market.importRequestSchema,
    maxBodyBytes: inputs.largestBodyBytes,
    reply: market.importReplySchema,
  },

  listModelVendors: {
    method: 'GET',
    path: '/api/settings/models',
    policy: 'researcher',
    summary: 'Model vendors, without keys',
    reply: z.object({ items: z.array(settings.modelVendorSchema) }),
  },
  putModelVendor: {
    method: 'PUT',
    path: '/api/settings/models/:id',
    policy: 'admin',
    summary: 'Add or change a model vendor',
    params: byId,
    body: settings.putModelVendorSchema,
    reply: settings.modelVendorSchema,
  },
  deleteModelVendor: {
    method: 'DELETE',
    path: '/api/settings/models/:id',
    policy: 'admin',
    summary: 'Remove a model vendor and its key',
    params: byId,
    reply: done,
  },
  testModelVendor: {
    method: 'POST',
    path: '/api/settings/models/:id/test',
    policy: 'admin',
    summary: 'One small call to the vendor',
    params: byId,
    reply: settings.testConnectionReplySchema,
  },
  getModelAccess: {
    method: 'GET',
    path: '/api/settings/model-access',
    policy: 'researcher',
    summary: 'Whether model vendors may have private addresses',
    reply: settings.modelAccessSchema,
  },
  putModelAccess: {
    method: 'PUT',
    path: '/api/settings/model-access',
    policy: 'admin',
    summary: 'Allow model vendors on private addresses, or not',
    body: settings.putModelAccessSchema,
    reply: settings.modelAccessSchema,
  },
  listProviders: {
    method: 'GET',
    path: '/api/settings/providers',
    policy: 'researcher',
    summary: 'Market data providers and their state',
    reply: z.object({ items: z.array(settings.providerStatusSchema) }),
  },
  putProvider: {
    method: 'PUT',
    path: '/api/settings/providers/:id',
    policy: 'admin',
    summary: 'Enable a provider, store its key',
    params: byId,
    body: settings.putProviderSchema,
    reply: settings.providerStatusSchema,
  },
} as const satisfies Record<string, RouteContract>;

export type RouteName = keyof typeof api;
type SchemaOf<N extends RouteName, K extends string> =
  (typeof api)[N] extends Record<K, infer S extends z.ZodType> ? S : never;
/** What a caller passes (defaults may be left out) and what it gets. */
export type RouteInput<N extends RouteName, K extends 'params' | 'query' | 'body'> = z.input<SchemaOf<N, K>>;
export type RouteReply<N extends RouteName> = z.output<(typeof api)[N]['reply']>;
