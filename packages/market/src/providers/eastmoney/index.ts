import { DateTime } from 'luxon';
import { z } from 'zod';
import { defineProvider } from '../define-provider.ts';
import { liveSettings } from '../live-settings.ts';
import { requestJson } from '../request-json.ts';
import { defaultBase, hostOf } from './datacenter.ts';
import { readKline, readQuotes } from './read-quotes.ts';
import { readValuations } from './read-valuations.ts';

const announcementsBase = 'https://np-anotice-stock.eastmoney.com';

const announcementsSchema = z.object({
  data: z.object({
    list: z.array(
      z.object({
        art_code: z.string(),
        title: z.string(),
        display_time: z.string(),
        notice_date: z.string(),
      }),
    ),
  }),
});

/** `2024-04-02 18:10:12:345`, or a day alone: then its last moment, so that nothing is known too early. */
function instantOf(displayed: string, day: string): string {
  const time = DateTime.fromFormat(displayed.slice(0, 19), 'yyyy-MM-dd HH:mm:ss', { zone: 'Asia/Shanghai' });
  const known = time.isValid
    ? time
    : DateTime.fromISO(day.slice(0, 10), { zone: 'Asia/Shanghai' }).endOf('day');
  return known.toUTC().toISO() as string; // valid: the schema's day is read when the time is not
}

/** EastMoney's public endpoints: daily lines of A shares and Hong Kong; dividends, ratios and announcements of A shares. No key. */
export const eastmoneyProvider = defineProvider({
  id: 'eastmoney',
  markets: ['CN', 'HK'],
  needsKey: false,
  settings: liveSettings(defaultBase),
  limit: { perMinute: 60, burst: 10 },
  datasets: {
    bars: readQuotes,
    valuations: readValuations,
    profile: async (request, io) => {
      const { name } = await readKline({ ...request, from: request.to - 10 }, io);
      return { name: { zh: name, en: name } };
    },
    news: async ({ instrument }, io) => {
      const query = `sr=-1&page_size=100&page_index=1&ann_type=A&client_source=web&stock_list=${instrument.code}`;
      const { data } = await requestJson(io, {
        provider: 'eastmoney',
        baseUrl: hostOf(io, announcementsBase),
        path: `/api/security/ann?${query}`,
        schema: announcementsSchema,
      });
      return data.list.map(({ art_code, title, display_time, notice_date }) => ({
        id: `eastmoney:${art_code}`,
        publishedAt: instantOf(display_time, notice_date),
        title: { zh: title },
        summary: {},
        source: '东方财富公告',
        url: `https://data.eastmoney.com/notices/detail/${instrument.code}/${art_code}.html`,
      }));
    },
  },
});
