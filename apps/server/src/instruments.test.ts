import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '@sagacity/features/config';
import { entities } from '@sagacity/features/declared';
import { instrumentHandlers } from '@sagacity/features/instruments/index';
import { createServices } from '@sagacity/features/open-services';
import { systemClock } from '@sagacity/kernel';
import { openKeys } from '@sagacity/platform/crypto/index';
import { silentLog } from '@sagacity/platform/log/index';
import { openPlatform, type Platform } from '@sagacity/platform/open-platform';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestServer, type SignedIn, type TestServer } from './test-server.fixture.ts';

let directory: string;
let platform: Platform;
let server: TestServer;
let user: SignedIn;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'instruments-'));
  const config = loadConfig({ directory, environment: {} });
  const io = { clock: systemClock, log: silentLog };
  platform = await openPlatform(config, io);
  await platform.store.ensure(entities);
  const services = createServices(platform, { config, keys: openKeys(config), ...io });
  server = await openTestServer({ features: instrumentHandlers(services) });
  user = await server.signInAdmin();
});
afterAll(async () => {
  await server.close();
  await platform.close();
  await rm(directory, { recursive: true });
});

const get = async (path: string) => (await user.request('GET', `/api/instruments${path}`)).json();

describe('instruments over HTTP', () => {
  it('searchInstruments finds simulated companies, and getInstrument answers one of them', async () => {
    const { items } = await get('?limit=3');
    expect(items).toHaveLength(3);
    expect(items[0].market).toBe('DEMO');
    expect(await get(`/${encodeURIComponent(items[0].id)}`)).toEqual(items[0]);
  });

  it('getBars, getFacts and getNews answer what was known on a day', async () => {
    const { items } = await get('?limit=1');
    const path = `/${encodeURIComponent(items[0].id)}`;
    expect((await get(`${path}/bars?last=5&asOf=2024-06-28`)).bars).toHaveLength(5);
    expect((await get(`${path}/facts?asOf=2024-06-28`)).facts.length).toBeGreaterThan(10);
    const news = (await get(`${path}/news?asOf=2024-06-28&limit=5`)).items;
    for (const { publishedAt } of news) expect(publishedAt < '2024-06-29').toBe(true);
  });

  it('getIndicators answers the days and values of the facts, and names an indicator it does not know', async () => {
    const { items } = await get('?limit=1');
    const path = `/${encodeURIComponent(items[0].id)}`;
    const { days, series } = await get(`${path}/indicators?names=rsi,macd&last=5&asOf=2024-06-28`);
    const { facts } = await get(`${path}/facts?asOf=2024-06-28`);
    const rsi14 = facts.find(({ id }: { id: string }) => id === 'market.rsi14');
    expect([days.length, days.at(-1)]).toEqual([5, '2024-06-28']);
    expect(series.map(({ name }: { name: string }) => name)).toEqual(['rsi', 'macd']);
    expect(series[0].lines[1].values.at(-1)).toBe(rsi14.value);
    expect((await get(`${path}/indicators?names=rsi,magic`)).error.code).toBe('VALIDATION_FAILED');
    const own = await get(`${path}/indicators?names=macd&parameters=5,35,5&period=week&last=2`);
    expect([own.period, own.series[0].parameters, own.days.length]).toEqual(['week', [5, 35, 5], 2]);
    for (const wrong of ['1,2', '5,35,x', '35,5,5', '1e400,9,9'])
      expect((await get(`${path}/indicators?names=macd&parameters=${wrong}`)).error.code).toBe(
        'VALIDATION_FAILED',
      );
  });

  it('getBars answers all that is held as months, and refuses a period it does not know', async () => {
    const { items } = await get('?limit=1');
    const path = `/${encodeURIComponent(items[0].id)}/bars`;
    const { bars: days } = await get(path);
    const { bars: months, period } = await get(`${path}?period=month`);
    expect([period, months[0].open, months.at(-1).day]).toEqual(['month', days[0].open, days.at(-1).day]);
    expect(new Set(days.map(({ day }: { day: string }) => day.slice(0, 7))).size).toBe(months.length);
    expect((await get(`${path}?period=hour`)).error.code).toBe('VALIDATION_FAILED');
  });

  it('importData takes good rows and names the line of a bad one', async () => {
    const csv = 'date,open,high,low,close,volume\n2024-01-02,10,11,9,10.5,1000\n';
    const body = { instrument: 'US:TEST', bars: csv };
    const good = await user.request('POST', '/api/instruments/import', body);
    expect(good.json()).toMatchObject({ instrument: 'US:TEST', written: true });
    const bad = await user.request('POST', '/api/instruments/import', {
      ...body,
      bars: `${csv}2024-01-03,10,11,9,nonsense,1000\n`,
    });
    expect(bad.json().error).toMatchObject({ code: 'IMPORT_REJECTED', details: { rows: [{ line: 3 }] } });
  });

  it('answers 404 for what names no instrument', async () => {
    expect((await get('/%3F%3F')).error.code).toBe('INSTRUMENT_UNKNOWN');
  });
});
