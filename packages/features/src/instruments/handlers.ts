import type { Market } from '@sagacity/market';
import type { Handlers } from '../context.ts';
import { importData } from './import-data.ts';

type InstrumentRoutes =
  | 'searchInstruments'
  | 'getInstrument'
  | 'getBars'
  | 'getIndicators'
  | 'getFacts'
  | 'getNews'
  | 'importData';

/** The instruments part of the route table. Reading market data needs no more than the route's policy. */
export const instrumentHandlers = (services: {
  readonly market: Market;
}): Pick<Handlers, InstrumentRoutes> => {
  const { market } = services;
  return {
    searchInstruments: async (_ctx, { query }) => ({ items: await market.search(query.q, query.limit) }),
    getInstrument: (_ctx, { params }) => market.getInstrument(params.instrument),
    getBars: (_ctx, { params, query }) => market.readBars({ ...params, ...query }),
    getIndicators: (_ctx, { params, query }) => market.readIndicators({ ...params, ...query }),
    getFacts: (_ctx, { params, query }) => market.facts({ ...params, ...query }),
    getNews: (_ctx, { params, query }) => market.news({ ...params, ...query }),
    importData: (ctx, { body }) => importData({ ...ctx, ...services }, body),
  };
};
