import { DateTime } from 'luxon';
import { z } from 'zod';
import { defineProvider } from '../define-provider.ts';
import { liveSettings } from '../live-settings.ts';
import { callAlphaVantage } from './call.ts';
import { readFundamentals } from './read-fundamentals.ts';
import { readQuotes } from './read-quotes.ts';

const overviewSchema = z.object({ Name: z.string().min(1) });
const newsSchema = z.object({
  feed: z.array(
    z.object({
      title: z.string(),
      url: z.url(),
      time_published: z.string().regex(/^\d{8}T\d{6}$/),
      summary: z.string().default(''),
      source: z.string().default('Alpha Vantage'),
    }),
  ),
});

/** Alpha Vantage: US stocks with filings and news, with a key; the free one allows few requests. */
export const alphaVantageProvider = defineProvider({
  id: 'alpha-vantage',
  markets: ['US'],
  needsKey: true,
  settings: liveSettings('https://www.alphavantage.co'),
  limit: { perMinute: 5, burst: 5 },
  datasets: {
    bars: readQuotes,
    fundamentals: readFundamentals,
    profile: async ({ instrument }, io) => {
      const { Name } = await callAlphaVantage(io, 'OVERVIEW', instrument, overviewSchema);
      return { name: { zh: Name, en: Name } };
    },
    news: async ({ instrument }, io) => {
      const { feed } = await callAlphaVantage(io, 'NEWS_SENTIMENT', instrument, newsSchema, { limit: '50' });
      return feed.map(({ title, url, time_published, summary, source }) => ({
        id: `alpha-vantage:${url}`,
        publishedAt: DateTime.fromFormat(time_published, "yyyyMMdd'T'HHmmss", {
          zone: 'utc',
        }).toISO() as string, // matched by the schema
        title: { en: title },
        summary: summary === '' ? {} : { en: summary },
        source,
        url,
      }));
    },
  },
});
