import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '@sagacity/contracts/accounts';
import type { RunEvent } from '@sagacity/contracts/events';
import type { Report } from '@sagacity/contracts/reports';
import type { RunStep } from '@sagacity/contracts/runs';
import { type Clock, newId, systemClock } from '@sagacity/kernel';
import { openMarket } from '@sagacity/market';
import { silentLog } from '@sagacity/platform/log/index';
import { openPlatform } from '@sagacity/platform/open-platform';
import { auditEntries } from '../audit/index.ts';
import { loadConfig } from '../config.ts';
import type { Ctx } from '../context.ts';
import type { Research, RunServices } from './context.ts';
import { reportEntity, runEntity } from './documents.ts';

export const step = (id: string): RunStep => ({
  id,
  agent: id,
  lane: 'analysts',
  round: 1,
  after: [],
  state: 'waiting',
  startedAt: null,
  finishedAt: null,
  usage: null,
  model: null,
  reason: null,
});

export const nothing = { calls: 0, inputTokens: 0, outputTokens: 0, cost: 0 };

export const reportOf = (runId: string, instrument: Report['instrument'], asOf: string): Report => ({
  runId,
  instrument,
  asOf,
  createdAt: '2026-01-05T00:00:00.000Z',
  engine: 'rules',
  language: 'en',
  depth: 3,
  simulated: true,
  snapshotHash: 'a'.repeat(64),
  title: { zh: '报告', en: 'Report' },
  decision: { kind: 'unrated', because: { body: 'too little evidence', numbers: [] } },
  sections: [],
  facts: [],
  gaps: [],
  doubts: [],
  grounding: { numbers: 0, sourced: 0, derived: 0, unsourced: 0 },
  usage: nothing,
  steps: [],
});

/** Research whose `execute` is given; everything else is the real thing on a data directory of its own. */
export async function openRunsFixture(execute: Research['execute'], clock: Clock = systemClock) {
  const dataDir = mkdtempSync(join(tmpdir(), 'sagacity-runs-'));
  const config = loadConfig({ directory: dataDir, environment: { SAGACITY_DATA_DIR: dataDir } });
  const platform = await openPlatform(config, { clock, log: silentLog });
  await platform.store.ensure([runEntity, reportEntity, auditEntries]);
  const market = openMarket({
    bars: platform.bars,
    cache: platform.cache,
    counters: platform.counters,
    fetch,
    clock,
    settings: async () => ({ providers: {} }),
  });
  const research: Research = {
    planSteps: () => [step('market'), step('news')],
    checkModels: async () => {},
    estimate: async () => ({ calls: 0, cost: 0, tokens: 0, steps: 2 }),
    execute,
    spent: async () => nothing,
    forgetProgress: async () => {},
    forget: async () => {},
  };
  const services: RunServices = { ...platform, market, research, clock, log: silentLog };
  const as = (id: string, role: Role = 'researcher'): Ctx & RunServices => ({
    ...services,
    actor: { kind: 'account', id, name: id, role, sessionId: null },
    requestId: 'req',
    address: null,
    newId,
  });
  const eventsOf = async (runId: string): Promise<RunEvent['type'][]> =>
    (await platform.events.read<RunEvent>(`run:${runId}`, null, 1_000)).map(({ event }) => event.type);
  return {
    services,
    as,
    eventsOf,
    async close() {
      await platform.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
