import { parseInstrument, Secret, toEpochDay } from '@sagacity/kernel';
import { openMemoryCounters } from '@sagacity/platform/counters/open-memory-counters';
import { clockAt } from '@sagacity/testkit/clock-at';
import {
  alphaVantageNote,
  alphaVantageReply,
  alphaVantageUnknown,
} from '@sagacity/testkit/vendors/alpha-vantage-replies';
import { eastmoneyEmpty, eastmoneyReply } from '@sagacity/testkit/vendors/eastmoney-replies';
import { serveVendor } from '@sagacity/testkit/vendors/serve-vendor';
import { tushareEmpty, tushareRefusal, tushareReply } from '@sagacity/testkit/vendors/tushare-replies';
import { yahooChart, yahooNotFound } from '@sagacity/testkit/vendors/yahoo-replies';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRouter } from '../router/open-router.ts';
import { alphaVantageProvider } from './alpha-vantage/index.ts';
import type { Dataset } from './datasets.ts';
import { eastmoneyProvider } from './eastmoney/index.ts';
import type { Provider } from './port.ts';
import { tushareProvider } from './tushare/index.ts';
import { yahooProvider } from './yahoo/index.ts';

type Reply = (path: string, body: string) => unknown;
interface Case {
  readonly provider: Provider;
  readonly instrument: string;
  readonly success: Reply;
  readonly empty: Reply;
  readonly wrongUnit: Reply;
  readonly wrongUnitIn?: Dataset;
  readonly last: { readonly day: string; readonly close: number; readonly volume: number };
  readonly adjustments: number;
}

const cases: readonly Case[] = [
  {
    provider: yahooProvider,
    instrument: 'AAPL',
    success: () => yahooChart(),
    empty: () => yahooNotFound,
    wrongUnit: () => yahooChart('GBp'),
    last: { day: '2020-08-31', close: 129.04, volume: 225_702_700 },
    adjustments: 2,
  },
  {
    provider: tushareProvider,
    instrument: '600519',
    success: (_, body) => tushareReply(body),
    empty: () => tushareEmpty,
    wrongUnit: (_, body) => tushareReply(body, 100),
    last: { day: '2024-06-19', close: 1487, volume: 2_800_000 },
    adjustments: 1,
  },
  {
    provider: eastmoneyProvider,
    instrument: '600519',
    success: (path) => eastmoneyReply(path),
    empty: () => eastmoneyEmpty,
    wrongUnit: (path) => eastmoneyReply(path, 100),
    last: { day: '2024-06-19', close: 1487, volume: 2_800_000 },
    adjustments: 1,
  },
  {
    provider: alphaVantageProvider,
    instrument: 'IBM',
    success: (path) => alphaVantageReply(path),
    empty: () => alphaVantageUnknown,
    wrongUnit: (path) => alphaVantageReply(path, 'EUR'),
    wrongUnitIn: 'fundamentals',
    last: { day: '2024-02-09', close: 186.3, volume: 4_000_000 },
    adjustments: 1,
  },
];

let vendor: Awaited<ReturnType<typeof serveVendor>>;
beforeAll(async () => {
  vendor = await serveVendor();
});
afterAll(() => vendor.close());

const clock = clockAt('2026-11-23T12:00:00Z');
const ask = (provider: Provider, text: string, dataset: Dataset = 'bars', timeoutMs = 2_000) => {
  const settings = { enabled: true, apiKey: new Secret('TOPSECRET'), baseUrl: vendor.url, timeoutMs };
  const router = openRouter({
    providers: [provider],
    fetch,
    clock,
    counters: openMemoryCounters(clock),
    settings: async () => ({ providers: { [provider.id]: settings } }),
  });
  const to = toEpochDay('2026-11-20');
  return router.read(dataset, { instrument: parseInstrument(text), from: to - 3650, to });
};

describe.each(cases.map((one) => [one.provider.id, one] as const))('%s', (_, one) => {
  const bars = () => ask(one.provider, one.instrument) as Promise<Record<string, unknown>>;

  it('gives raw bars in shares and money', async () => {
    vendor.respond = (path, body) => ({ body: one.success(path, body) });
    const answer = await ask(one.provider, one.instrument, 'bars');
    if (!answer.found) throw new Error(answer.detail);
    const { bars: series, adjustments } = answer.value as {
      bars: { day: Int32Array; close: Float64Array; volume: Float64Array };
      adjustments: unknown[] | null;
    };
    expect(series.day.at(-1)).toBe(toEpochDay(one.last.day));
    expect(series.close.at(-1)).toBeCloseTo(one.last.close, 4);
    expect(series.volume.at(-1)).toBe(one.last.volume);
    expect(adjustments?.length ?? null).toBe(one.adjustments);
  });

  it('says no-data when the vendor has none', async () => {
    vendor.respond = (path, body) => ({ body: one.empty(path, body) });
    expect(await bars()).toMatchObject({ found: false, reason: 'no-data' });
  });

  it('takes a 429 as rate-limited', async () => {
    vendor.respond = () => ({ status: 429, headers: { 'retry-after': '7' }, body: '' });
    expect(await bars()).toMatchObject({ found: false, reason: 'rate-limited' });
  });

  it.each([500, 502, 503])('takes a %i as upstream-failed', async (status) => {
    vendor.respond = () => ({ status, body: 'oops' });
    expect(await bars()).toMatchObject({ found: false, reason: 'upstream-failed' });
  });

  it.each(['<html>', '', '[1,2', '{"foo":1}', 'null'])(
    'takes the reply %j as upstream-failed',
    async (body) => {
      vendor.respond = () => ({ body });
      expect(await bars()).toMatchObject({ found: false, reason: 'upstream-failed' });
    },
  );

  it('stops waiting at its time limit', async () => {
    vendor.respond = () => 'never';
    expect(await ask(one.provider, one.instrument, 'bars', 60)).toMatchObject({
      reason: 'upstream-failed',
      detail: expect.stringContaining('gave no answer in 60 ms'),
    });
  });

  it('refuses values in a wrong unit', async () => {
    vendor.respond = (path, body) => ({ body: one.wrongUnit(path, body) });
    const answer = await ask(one.provider, one.instrument, one.wrongUnitIn ?? 'bars');
    expect(answer).toMatchObject({ found: false, reason: 'unit-mismatch' });
  });

  it('never shows its key', async () => {
    vendor.respond = () => ({ body: { ...alphaVantageNote, code: 40101, msg: 'token 不对' } });
    expect(JSON.stringify(await bars())).not.toContain('TOPSECRET');
  });
});

describe('refusals in a sentence', () => {
  it.each([
    ['抱歉，您每分钟最多访问该接口200次', 'rate-limited'],
    ['抱歉，您没有访问该接口的权限', 'not-configured'],
    ['系统内部错误', 'upstream-failed'],
  ])('reads tushare saying %s', async (message, reason) => {
    vendor.respond = () => ({ body: tushareRefusal(40203, message) });
    expect(await ask(tushareProvider, '600519')).toMatchObject({ reason });
  });

  it('reads the daily limit of alpha-vantage', async () => {
    vendor.respond = () => ({ body: alphaVantageNote });
    expect(await ask(alphaVantageProvider, 'IBM')).toMatchObject({ reason: 'rate-limited' });
  });
});
