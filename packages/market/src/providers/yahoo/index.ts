import { z } from 'zod';
import { defineProvider } from '../define-provider.ts';
import { ProviderFailure } from '../failure.ts';
import { liveSettings } from '../live-settings.ts';
import { requestJson } from '../request-json.ts';
import { readChart } from './chart.ts';
import { quotesOfChart } from './quotes-of-chart.ts';
import { yahooSymbol } from './symbol.ts';

const newsSchema = z.object({
  news: z.array(
    z.object({
      uuid: z.string(),
      title: z.string(),
      publisher: z.string().default('Yahoo Finance'),
      link: z.url(),
      providerPublishTime: z.number(),
    }),
  ),
});

/** Yahoo Finance's public chart and search endpoints: US and Hong Kong. No key. */
export const yahooProvider = defineProvider({
  id: 'yahoo',
  markets: ['US', 'HK'],
  needsKey: false,
  settings: liveSettings('https://query1.finance.yahoo.com'),
  limit: { perMinute: 60, burst: 10 },
  datasets: {
    bars: async ({ instrument, from, to }, io) =>
      quotesOfChart(await readChart(io, instrument, from), instrument, to),
    profile: async ({ instrument, to }, io) => {
      const { meta } = await readChart(io, instrument, to - 10);
      const name = meta.longName ?? meta.shortName;
      if (name) return { name: { zh: name, en: name } };
      throw new ProviderFailure('no-data', `yahoo has no name of ${instrument.id}`);
    },
    news: async ({ instrument }, io) => {
      const query = `q=${encodeURIComponent(yahooSymbol(instrument))}&newsCount=40&quotesCount=0`;
      const { news } = await requestJson(io, {
        provider: 'yahoo',
        path: `/v1/finance/search?${query}`,
        schema: newsSchema,
      });
      return news.map((item) => ({
        id: `yahoo:${item.uuid}`,
        publishedAt: new Date(item.providerPublishTime * 1000).toISOString(),
        title: { en: item.title },
        summary: {},
        source: item.publisher,
        url: item.link,
      }));
    },
  },
});
