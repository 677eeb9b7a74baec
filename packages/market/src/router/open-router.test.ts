import { instrumentOf, toEpochDay } from '@sagacity/kernel';
import { openMemoryCounters } from '@sagacity/platform/counters/open-memory-counters';
import type { Counters } from '@sagacity/platform/counters/port';
import { clockAt } from '@sagacity/testkit/clock-at';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineProvider } from '../providers/define-provider.ts';
import { demoProvider } from '../providers/demo/index.ts';
import { ProviderFailure } from '../providers/failure.ts';
import type { Provider } from '../providers/port.ts';
import { openRouter } from './open-router.ts';
import { providerStatus } from './provider-status.ts';
import type { MarketSettings } from './settings.ts';

type Outcome = 'ok' | ProviderFailure;
const down = new ProviderFailure('upstream-failed', 'vendor is down');

/** A provider of names that does what it is told and counts how often it was asked. */
function scripted(id: string, limit = { perMinute: 600, burst: 100 }) {
  const script = { outcome: 'ok' as Outcome, asked: 0 };
  const provider = defineProvider({
    id,
    markets: ['US', 'HK'],
    needsKey: false,
    settings: z.object({}),
    limit,
    datasets: {
      profile: async () => {
        script.asked += 1;
        if (script.outcome !== 'ok') throw script.outcome;
        return { name: { zh: id, en: id } };
      },
    },
  });
  return { provider, script };
}

function setUp(providers: Provider[], settings: Partial<MarketSettings> = {}) {
  const time = { ms: 1_000_000 };
  const clock = clockAt(() => time.ms);
  const all: MarketSettings = {
    providers: Object.fromEntries(providers.map(({ id }) => [id, { enabled: true }])),
    ...settings,
  };
  const counters = openMemoryCounters(clock);
  const open = () =>
    openRouter({
      providers,
      clock,
      counters,
      fetch: () => Promise.reject(new Error('no network')),
      settings: async () => all,
    });
  const [router, elsewhere] = [open(), open()];
  const to = toEpochDay('2026-11-20');
  const asking =
    ({ read }: typeof router) =>
    (market: 'US' | 'DEMO' | 'CN' = 'US', code = 'AAPL') =>
      read('profile', { instrument: instrumentOf(market, code)!, from: to - 10, to });
  return {
    time,
    ask: asking(router),
    /** As another process does. */
    askElsewhere: asking(elsewhere),
    status: () => providerStatus(elsewhere, all),
  };
}

describe('openRouter', () => {
  it('falls back to the next vendor', async () => {
    const [a, b] = [scripted('a'), scripted('b')];
    const { ask } = setUp([a.provider, b.provider]);
    a.script.outcome = down;
    expect(await ask()).toMatchObject({ found: true, provider: 'b' });
  });

  it('asks in the order that was set', async () => {
    const [a, b] = [scripted('a'), scripted('b')];
    const { ask } = setUp([a.provider, b.provider], { order: { US: ['b', 'a'] } });
    expect(await ask()).toMatchObject({ provider: 'b' });
    expect(a.script.asked).toBe(0);
  });

  it('does not ask live vendors that are not switched on', async () => {
    const a = scripted('a');
    const { ask } = setUp([a.provider], { providers: {} });
    expect(await ask()).toMatchObject({ found: false, reason: 'not-configured', detail: 'a is not enabled' });
    expect(a.script.asked).toBe(0);
  });

  it('gives the gravest reason and every vendor’s own', async () => {
    const [a, b] = [scripted('a'), scripted('b')];
    const { ask } = setUp([a.provider, b.provider]);
    a.script.outcome = new ProviderFailure('no-data', 'a has none');
    b.script.outcome = down;
    expect(await ask()).toEqual({
      found: false,
      reason: 'upstream-failed',
      detail: 'a has none; vendor is down',
    });
  });

  it('opens the circuit after three failures, tries once after a minute and closes on success', async () => {
    const a = scripted('a');
    const { ask, time, status } = setUp([a.provider]);
    a.script.outcome = down;
    for (let i = 0; i < 5; i++) await ask();
    expect(a.script.asked).toBe(3);
    expect((await status())[0]).toMatchObject({ circuit: 'open', lastFailure: 'vendor is down' });
    time.ms += 60_000;
    expect((await status())[0]?.circuit).toBe('half-open');
    await ask();
    await ask();
    expect(a.script.asked).toBe(4);
    time.ms += 60_000;
    a.script.outcome = 'ok';
    expect(await ask()).toMatchObject({ found: true });
    expect((await status())[0]?.circuit).toBe('closed');
  });

  it('leaves a vendor alone as long as it asked', async () => {
    const a = scripted('a');
    const { ask, time } = setUp([a.provider]);
    a.script.outcome = new ProviderFailure('rate-limited', 'slow down', 7_000);
    await ask();
    a.script.outcome = 'ok';
    time.ms += 6_999;
    expect(await ask()).toMatchObject({ found: false, reason: 'rate-limited' });
    time.ms += 1;
    expect(await ask()).toMatchObject({ found: true });
    expect(a.script.asked).toBe(2);
  });

  it('keeps to the declared rate', async () => {
    const a = scripted('a', { perMinute: 60, burst: 2 });
    const { ask, time } = setUp([a.provider]);
    const answers = [await ask(), await ask(), await ask()];
    expect(answers.map(({ found }) => found)).toEqual([true, true, false]);
    time.ms += 1_000;
    expect(await ask()).toMatchObject({ found: true });
  });

  it('counts for all processes together: rate, failures and the wish to be left alone', async () => {
    const a = scripted('a', { perMinute: 60, burst: 5 });
    const { ask, askElsewhere, time } = setUp([a.provider]);
    a.script.outcome = down;
    await Promise.all([ask(), askElsewhere(), ask()]);
    await Promise.all([ask(), askElsewhere()]);
    expect(a.script.asked).toBe(3);
    time.ms += 60_000;
    await Promise.all([ask(), askElsewhere()]);
    expect(a.script.asked).toBe(4);
    time.ms += 60_000;
    a.script.outcome = new ProviderFailure('rate-limited', 'slow down', 7_000);
    await ask();
    a.script.outcome = 'ok';
    expect(await askElsewhere()).toMatchObject({ found: false, reason: 'rate-limited' });
    time.ms += 7_000;
    expect(await askElsewhere()).toMatchObject({ found: true });
    const answers = await Promise.all([ask(), ask(), ask(), askElsewhere(), askElsewhere(), askElsewhere()]);
    expect(answers.filter(({ found }) => found)).toHaveLength(4);
  });

  it('reports a fault of a provider as upstream-failed instead of throwing', async () => {
    const a = scripted('a');
    const { ask } = setUp([a.provider]);
    a.script.outcome = new TypeError('broken') as unknown as ProviderFailure;
    expect(await ask()).toMatchObject({ found: false, reason: 'upstream-failed' });
  });

  it('waits for no engine of counters where nobody outside is asked', async () => {
    const away = { read: () => new Promise<never>(() => {}) } as unknown as Counters; // no more of it is asked for
    const router = openRouter({
      providers: [demoProvider()],
      clock: clockAt(() => Date.parse('2026-11-23T12:00:00Z')),
      counters: away,
      fetch: () => Promise.reject(new Error('no network')),
      settings: async () => ({ providers: {} }),
    });
    const to = toEpochDay('2026-11-20');
    const instrument = instrumentOf('DEMO', 'NEBULA')!;
    expect((await router.read('profile', { instrument, from: to, to })).found).toBe(true);
  });

  it('never lets simulated and real meet', async () => {
    const real = scripted('real');
    const everything = { ...real.provider, markets: ['US', 'DEMO'] as const };
    const { ask } = setUp([everything, demoProvider()]);
    expect(await ask('DEMO', 'NEBULA')).toMatchObject({ provider: 'demo' });
    expect(real.script.asked).toBe(0);
    const greedy = { ...demoProvider(), markets: ['US', 'DEMO'] as const };
    expect(await setUp([greedy]).ask('US', 'AAPL')).toMatchObject({ found: false, reason: 'no-data' });
  });

  it('has no source for a market nobody serves', async () => {
    const { ask } = setUp([scripted('a').provider]);
    expect(await ask('CN', '600519')).toMatchObject({ found: false, reason: 'no-data' });
  });
});
