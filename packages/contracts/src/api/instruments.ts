import { z } from 'zod';
import * as inputs from '../inputs.ts';
import * as market from '../instruments.ts';
import type { RouteTable } from './route.ts';

const byInstrument = z.object({ instrument: inputs.typedInstrumentSchema });
const dailyRange = {
  from: inputs.daySchema.optional(),
  asOf: inputs.daySchema.optional(),
  mode: market.adjustmentModeSchema.default('adjusted'),
  period: market.barPeriodSchema.default('day'),
  last: z.coerce.number().int().min(1).max(10_000).optional(),
};

/** Instruments and what is held of them. */
export const instrumentRoutes = {
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
} as const satisfies RouteTable;
