import { type Horizon, horizonSchema, type Report } from '@sagacity/contracts/reports';
import { runConfigSchema } from '@sagacity/contracts/runs';
import { systemClock } from '@sagacity/kernel';
import { openMarket } from '@sagacity/market/open-market';
import { demoCompanies } from '@sagacity/market/providers/demo/index';
import type { BarStore } from '@sagacity/platform/bars/port';
import type { Cache } from '@sagacity/platform/cache/port';
import { openMemoryCounters } from '@sagacity/platform/counters/open-memory-counters';
import { describe, expect, it } from 'vitest';
import { thinkThrough } from '../graph/fixtures/think-through.ts';
import { ground } from '../grounding/ground.ts';
import { assembleReport } from '../report/assemble-report.ts';

const market = openMarket({
  bars: { coverage: async () => [] } as unknown as BarStore, // nothing is imported
  cache: { getOrSet: (_key: string, make: () => unknown) => make() } as unknown as Cache,
  counters: openMemoryCounters(systemClock),
  fetch: () => Promise.reject(new Error('no network')),
  clock: systemClock,
  settings: async () => ({ providers: {} }),
});

async function research(
  code: string,
  wanted: { language: 'zh' | 'en'; horizon?: Horizon },
  asOf = '2026-06-30',
): Promise<Report> {
  const snapshot = await market.buildSnapshot({ instrument: `DEMO:${code}`, asOf });
  const config = { ...runConfigSchema.parse({ depth: 3, ...wanted }), asOf };
  const thought = await thinkThrough(snapshot, config);
  const at = '2026-07-01T00:00:00.000Z';
  return assembleReport({
    runId: 'run_1',
    engine: 'rules',
    config,
    snapshot,
    ...thought,
    ground,
    createdAt: at,
  });
}

/** Listed in October 2026. */
const newcomer = 'SPROUT';

describe('the rules on the demo market', () => {
  it('gives a company with a month of prices and no accounts no rating, and names what is missing', async () => {
    const { decision } = await research(newcomer, { language: 'en' }, '2026-11-20');
    expect(decision).toMatchObject({
      kind: 'unrated',
      because: { body: expect.stringMatching(/no data on trend, .*growth/) },
    });
  });

  it.each(['zh', 'en'] as const)('write no number that grounding cannot trace, in %s', async (language) => {
    for (const code of ['NEBULA', 'CINDER', 'SPARROW']) {
      const report = await research(code, { language });
      const untraced = report.sections.flatMap(({ id, numbers }) =>
        numbers.filter(({ status }) => status === 'unsourced').map(({ text }) => `${id}: ${text}`),
      );
      expect(untraced).toEqual([]);
      expect(report.grounding.sourced).toBeGreaterThan(100);
    }
  });

  it('tell the companies apart', async () => {
    const ratings = new Set<string>();
    for (const code of [...demoCompanies.keys()].filter((each) => each !== newcomer)) {
      const { decision } = await research(code, { language: 'en' });
      ratings.add(decision.kind === 'rated' ? decision.rating : 'none');
    }
    expect(ratings.size).toBeGreaterThanOrEqual(3);
  }, 30_000);

  it.each(horizonSchema.options)('give levels on the right sides at the %s horizon', async (horizon) => {
    for (const code of ['VOLTA', 'QUARRY', 'LOTUS']) {
      const { decision, facts } = await research(code, { language: 'en', horizon });
      const close = facts.find(({ id }) => id === 'market.close')!.value as number;
      if (decision.kind !== 'rated' || decision.rating === 'hold') continue;
      const sign = decision.rating.endsWith('buy') ? 1 : -1;
      expect((decision.target!.price - close) * sign).toBeGreaterThan(0);
      expect((decision.stop!.price - close) * sign).toBeLessThan(0);
    }
  });
});
