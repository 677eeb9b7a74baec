import { parseInstrument, Secret, toEpochDay } from '@sagacity/kernel';
import { clockAt } from '@sagacity/testkit/clock-at';
import { alphaVantageReply } from '@sagacity/testkit/vendors/alpha-vantage-replies';
import { eastmoneyNoRows, eastmoneyReply } from '@sagacity/testkit/vendors/eastmoney-replies';
import { tushareReply } from '@sagacity/testkit/vendors/tushare-replies';
import { yahooChart, yahooNews } from '@sagacity/testkit/vendors/yahoo-replies';
import { describe, expect, it } from 'vitest';
import { alphaVantageProvider } from './alpha-vantage/index.ts';
import type { Dataset, DatasetValues } from './datasets.ts';
import { eastmoneyProvider } from './eastmoney/index.ts';
import type { Fetch, Provider } from './port.ts';
import { tushareProvider } from './tushare/index.ts';
import { yahooProvider } from './yahoo/index.ts';

const clock = clockAt('2026-11-23T12:00:00Z');
const answering =
  (reply: (path: string, body: string) => unknown): Fetch =>
  async (url, { body = '' }) => ({
    status: 200,
    headers: { get: () => null },
    text: async () => JSON.stringify(reply(new URL(url).pathname + new URL(url).search, body)),
  });
const read = <D extends Dataset>(
  provider: Provider,
  dataset: D,
  text: string,
  reply: (path: string, body: string) => unknown,
): Promise<DatasetValues[D]> => {
  const to = toEpochDay('2026-11-20');
  return provider.read(
    dataset,
    { instrument: parseInstrument(text), from: to - 3650, to },
    { fetch: answering(reply), clock, settings: { apiKey: new Secret('k') } },
  );
};

describe('yahoo', () => {
  it('undoes its split adjustment of prices, volumes and dividends', async () => {
    const { bars, adjustments } = await read(yahooProvider, 'bars', 'AAPL', () => yahooChart());
    expect([...bars.close]).toEqual([455.61, 444.45, 499.23, 129.04]);
    expect(bars.volume[0]).toBe(50_607_200);
    expect(adjustments).toEqual([
      { exDay: toEpochDay('2020-08-07'), priceRatio: 1 - 0.82 / 455.61, splitRatio: 1 },
      { exDay: toEpochDay('2020-08-31'), priceRatio: 1, splitRatio: 0.25 },
    ]);
  });

  it('spells symbols its own way', async () => {
    const asked: string[] = [];
    const note = (path: string) => {
      asked.push(path.split('?')[0]!);
      return yahooChart(path.includes('.HK') ? 'HKD' : 'USD');
    };
    await read(yahooProvider, 'bars', 'BRK.B', note);
    await read(yahooProvider, 'bars', '700.HK', note);
    expect(asked).toEqual(['/v8/finance/chart/BRK-B', '/v8/finance/chart/0700.HK']);
  });

  it('leaves out days without prices', async () => {
    const chart = yahooChart();
    (chart.chart.result[0]!.indicators.quote[0]!.close as (number | null)[])[1] = null;
    const { bars } = await read(yahooProvider, 'bars', 'AAPL', () => chart);
    expect(bars.day).toHaveLength(3);
  });

  it('gives names and news', async () => {
    const profile = await read(yahooProvider, 'profile', 'AAPL', () => yahooChart());
    expect(profile.name.en).toBe('Apple Inc.');
    const [item] = await read(yahooProvider, 'news', 'AAPL', () => yahooNews);
    expect(item).toMatchObject({
      publishedAt: '2020-08-31T14:30:00.000Z',
      title: { en: 'Apple splits its stock' },
    });
  });
});

describe('tushare', () => {
  const reply = (_: string, body: string) => tushareReply(body);

  it('turns hands and thousands into shares and yuan, and factors into adjustments', async () => {
    const { bars, adjustments } = await read(tushareProvider, 'bars', '600519', reply);
    expect([bars.volume[0], bars.amount[0]]).toEqual([2_400_000, 3_710_000_000]);
    expect(adjustments).toEqual([{ exDay: toEpochDay('2024-06-19'), priceRatio: 8.2 / 8.4, splitRatio: 1 }]);
  });

  it('takes quarters out of cumulated filings, as first announced', async () => {
    const [first, second] = await read(tushareProvider, 'fundamentals', '600519', reply);
    expect(first).toMatchObject({
      periodEnd: '2024-03-31',
      announced: '2024-04-27',
      revenue: 458,
      netIncome: 241,
    });
    expect(second).toMatchObject({ revenue: 361, grossProfit: 325, netIncome: 176, operatingCashFlow: 274 });
    expect([first!.assets, second!.assets, second!.currency]).toEqual([null, 2_800, 'CNY']);
  });

  it('gives valuations ascending with gaps as NaN', async () => {
    const valuations = await read(tushareProvider, 'valuations', '600519', reply);
    expect([...valuations.peTtm]).toEqual([Number.NaN, 24.1]);
    expect([...valuations.turnoverPct]).toEqual([0.2, 0.22]);
  });

  it('gives names in both languages', async () => {
    const { name } = await read(tushareProvider, 'profile', '600519', reply);
    expect(name).toEqual({ zh: '贵州茅台', en: 'Kweichow Moutai Co., Ltd.' });
  });
});

describe('eastmoney', () => {
  const reply = (path: string) => eastmoneyReply(path);

  it('turns cash for ten shares into an adjustment', async () => {
    const { adjustments } = await read(eastmoneyProvider, 'bars', '600519', reply);
    expect(adjustments).toEqual([
      { exDay: toEpochDay('2024-06-19'), priceRatio: 1 - 30.876 / 1530, splitRatio: 1 },
    ]);
  });

  it('turns a bonus of eight for ten into a split', async () => {
    const row = { EX_DIVIDEND_DATE: '2024-06-19 00:00:00', PRETAX_BONUS_RMB: 25.2, BONUS_IT_RATIO: 8 };
    const { adjustments } = await read(eastmoneyProvider, 'bars', '600519', (path) =>
      path.includes('BONUS') ? { result: { pages: 1, data: [row] } } : reply(path),
    );
    expect(adjustments?.[0]?.splitRatio).toBeCloseTo(1 / 1.8, 12);
    expect(adjustments?.[0]?.priceRatio).toBeCloseTo(1 - 2.52 / 1530, 12);
  });

  it('knows that there were no dividends when the report is empty', async () => {
    const { adjustments } = await read(eastmoneyProvider, 'bars', '600519', (path) =>
      path.includes('BONUS') ? eastmoneyNoRows : reply(path),
    );
    expect(adjustments).toEqual([]);
  });

  it('does not know the dividends of Hong Kong', async () => {
    const { adjustments, bars } = await read(eastmoneyProvider, 'bars', '700.HK', reply);
    expect([adjustments, bars.volume[0]]).toEqual([null, 25_000]);
  });

  it('reads valuations page by page', async () => {
    const { day, peTtm } = await read(eastmoneyProvider, 'valuations', '600519', reply);
    expect([...day]).toEqual([toEpochDay('2024-06-18'), toEpochDay('2024-06-19')]);
    expect([...peTtm]).toEqual([Number.NaN, 24.1]);
  });

  it('dates announcements by the instant they were shown', async () => {
    const [item] = await read(eastmoneyProvider, 'news', '600519', reply);
    expect(item).toMatchObject({
      publishedAt: '2024-06-13T10:10:12.000Z',
      url: expect.stringContaining('AN2024'),
    });
  });

  it('reads the order of its columns', async () => {
    const { bars } = await read(eastmoneyProvider, 'bars', '600519', reply);
    expect([bars.open[0], bars.high[0], bars.low[0], bars.close[0]]).toEqual([1540, 1545, 1520, 1530]);
  });
});

describe('alpha-vantage', () => {
  it('dates quarters by the day earnings were reported and leaves others out', async () => {
    const statements = await read(alphaVantageProvider, 'fundamentals', 'IBM', (path) =>
      alphaVantageReply(path),
    );
    expect(statements).toEqual([
      {
        periodEnd: '2023-12-31',
        announced: '2024-01-24',
        currency: 'USD',
        revenue: 17_381,
        grossProfit: 10_267,
        netIncome: 3_288,
        operatingCashFlow: 4_463,
        assets: 135_241,
        liabilities: 112_628,
        currentAssets: 32_908,
        currentLiabilities: 34_122,
        equity: 22_533,
        shares: 916,
      },
    ]);
  });

  it('gives dividends as adjustments, names and news', async () => {
    const reply = (path: string) => alphaVantageReply(path);
    const { adjustments } = await read(alphaVantageProvider, 'bars', 'IBM', reply);
    expect(adjustments).toEqual([
      { exDay: toEpochDay('2024-02-08'), priceRatio: 1 - 1.66 / 183.7, splitRatio: 1 },
    ]);
    expect((await read(alphaVantageProvider, 'profile', 'IBM', reply)).name.en).toMatch(/^International/);
    const [item] = await read(alphaVantageProvider, 'news', 'IBM', reply);
    expect(item?.publishedAt).toBe('2024-01-24T21:15:00.000Z');
  });
});
