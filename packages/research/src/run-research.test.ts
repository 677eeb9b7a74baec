import type { RunEvent } from '@sagacity/contracts/events';
import { runEventSchema } from '@sagacity/contracts/events';
import { reportSchema, sectionIds } from '@sagacity/contracts/reports';
import { AppError, systemClock } from '@sagacity/kernel';
import { clockAt } from '@sagacity/testkit/clock-at';
import { laggingStore } from '@sagacity/testkit/lagging-store';
import { describe, expect, it, vi } from 'vitest';
import { researchEntities } from './checkpoint/entities.ts';
import { forgetRun } from './checkpoint/forget-run.ts';
import { readStepResults } from './checkpoint/step-results.ts';
import { citeOnlyGround } from './graph/fixtures/cite-only-ground.ts';
import { mapStore } from './graph/fixtures/map-store.ts';
import { taskOf as task } from './graph/fixtures/task-of.ts';
import type { Engine } from './roster/port.ts';
import { sampleSnapshot } from './rules/fixtures/sample-snapshot.ts';
import { createRulesEngine } from './rules/rules-engine.ts';
import { type ResearchDeps, runResearch } from './run-research.ts';

const depsOf = (deps: Partial<ResearchDeps> = {}): ResearchDeps & { events: RunEvent[] } => {
  const events: RunEvent[] = [];
  return {
    store: mapStore(),
    gather: async () => sampleSnapshot(),
    engine: createRulesEngine(),
    ground: citeOnlyGround,
    emit: (event) => void events.push(event),
    clock: systemClock,
    ...deps,
    events,
  };
};
/** Thinks for ever at one step, and does not listen to its signal. */
const stuckAt = (stuck: string): Engine => {
  const rules = createRulesEngine();
  return {
    id: 'rules',
    think: (agent, view, io) => (io.stepId === stuck ? new Promise(() => {}) : rules.think(agent, view, io)),
  };
};

describe('a research run', () => {
  it.each(['zh', 'en'] as const)(
    'ends in a whole report whose numbers all trace, in %s',
    async (language) => {
      const report = await runResearch(depsOf(), task({ language, depth: 5 }));
      expect(reportSchema.parse(report)).toEqual(report);
      expect(report.sections.map(({ id }) => id)).toEqual(sectionIds);
      expect(report.grounding).toMatchObject({ unsourced: 0 });
      expect(report.decision).toMatchObject({ kind: 'rated', rating: 'strong-buy' });
    },
  );

  it('tells what happens in the order it happens', async () => {
    const deps = depsOf();
    await runResearch(deps, task({ depth: 1 }));
    for (const event of deps.events) runEventSchema.parse(event);
    const finished = deps.events.filter((event) => event.type === 'run-step-finished');
    expect(finished.find(({ step }) => step.id === 'market')).toMatchObject({
      text: expect.stringContaining('XTS 120.50'),
      factIds: expect.arrayContaining(['market.close', 'market.score']),
    });
    expect(JSON.stringify(deps.events)).not.toContain('[[');
    const types = deps.events.map(({ type }) => type);
    expect(types.slice(0, 2)).toEqual(['run-started', 'run-snapshot-frozen']);
    expect(types.filter((type) => type === 'run-step-finished')).toHaveLength(12);
    const at = (type: string, id: string) =>
      deps.events.findIndex((event) => event.type === type && 'step' in event && event.step.id === id);
    expect(at('run-step-started', 'bull')).toBeGreaterThan(at('run-step-finished', 'sentiment'));
    expect(at('run-step-started', 'news')).toBeLessThan(at('run-step-finished', 'market'));
  });

  it('leaves out analysts that were not chosen and says so in their sections', async () => {
    const report = await runResearch(
      depsOf(),
      task({ analysts: ['market', 'fundamentals'], language: 'zh' }),
    );
    const skipped = report.sections.filter((section) => section.skipped);
    expect(skipped.map(({ id, skipped: why }) => [id, why])).toEqual([
      ['sentiment', '本次研究未选择该分析师'],
      ['news', '本次研究未选择该分析师'],
    ]);
  });

  it('stops within two seconds of a cancel, even when an agent does not listen', async () => {
    const cancel = new AbortController();
    const deps = depsOf({ engine: stuckAt('trader') });
    const running = runResearch(deps, task({}, cancel.signal));
    const ended = expect(running).rejects.toMatchObject({ code: 'CANCELLED' });
    await vi.waitFor(
      () =>
        expect(
          deps.events.some((event) => event.type === 'run-step-started' && event.step.id === 'trader'),
        ).toBe(true),
      10_000,
    );
    const begun = performance.now();
    cancel.abort();
    await ended;
    expect(performance.now() - begun).toBeLessThan(2000);
  });

  it('ends at its time limit', async () => {
    const limit = Promise.withResolvers<void>();
    const clock = { ...clockAt(() => 0), sleep: () => limit.promise };
    const running = runResearch(depsOf({ engine: stuckAt('market'), clock }), task());
    limit.resolve();
    await expect(running).rejects.toMatchObject({ code: 'TIME_LIMIT_EXCEEDED' });
  });

  it('says which step failed and why, and leaves the others what they were', async () => {
    const rules = createRulesEngine();
    const failing: Engine = {
      id: 'rules',
      async think(agent, view, io) {
        if (io.stepId !== 'fundamentals') return rules.think(agent, view, io);
        throw new AppError('UPSTREAM_FAILED', 'cites what it may not');
      },
    };
    const deps = depsOf({ engine: failing });
    await expect(runResearch(deps, task())).rejects.toMatchObject({ message: 'cites what it may not' });
    const failed = deps.events.flatMap((event) =>
      event.type === 'run-step-finished' && event.step.state === 'failed' ? [event.step] : [],
    );
    expect(failed).toMatchObject([{ id: 'fundamentals', reason: 'cites what it may not' }]);
  });

  it('says of no step that it failed when the run was stopped or its store is away', async () => {
    for (const error of [new AppError('STORE_UNAVAILABLE', 'away'), new AppError('CANCELLED', 'stopped')]) {
      const stop = new AbortController();
      const engine: Engine = {
        id: 'rules',
        async think() {
          if (error.code === 'CANCELLED') stop.abort(error);
          throw error;
        },
      };
      const deps = depsOf({ engine });
      await expect(runResearch(deps, task({}, stop.signal))).rejects.toMatchObject({ code: error.code });
      expect(deps.events.filter(({ type }) => type === 'run-step-finished')).toEqual([]);
    }
  });

  it('fails with the step’s own reason and writes no report', async () => {
    const failure = new AppError('BUDGET_EXCEEDED', 'No money left.');
    const rules = createRulesEngine();
    const engine: Engine = {
      id: 'llm',
      think: (agent, view, io) =>
        agent.id === 'bear' ? Promise.reject(failure) : rules.think(agent, view, io),
    };
    await expect(runResearch(depsOf({ engine }), task())).rejects.toBe(failure);
  });

  it('refuses a snapshot of another instrument', async () => {
    await expect(runResearch(depsOf(), { ...task(), instrument: 'DEMO:OTHER' })).rejects.toThrow(
      /DEMO:NEBULA/,
    );
  });

  it('goes on when an event cannot be passed on, and logs it', async () => {
    const warn = vi.fn();
    const emit = () => Promise.reject(new Error('event log gone'));
    await expect(runResearch(depsOf({ emit, log: { warn } }), task({ depth: 1 }))).resolves.toBeDefined();
    expect(warn).toHaveBeenCalled();
  });

  it.each(['trader', 'snapshot'])(
    'keeps nothing of a %s that comes after the run was cancelled',
    async (late) => {
      const straggling = Promise.withResolvers<void>();
      const begun = Promise.withResolvers<void>();
      const rules = createRulesEngine();
      const wait = async (id: string) => {
        if (id !== late) return;
        begun.resolve();
        await straggling.promise;
      };
      const engine: Engine = {
        id: 'rules',
        think: async (agent, view, io) => {
          await wait(io.stepId);
          return rules.think(agent, view, { ...io, signal: new AbortController().signal });
        },
      };
      const gather = async () => {
        await wait('snapshot');
        return sampleSnapshot();
      };
      const store = mapStore();
      const cancel = new AbortController();
      const running = runResearch(depsOf({ store, engine, gather }), task({ depth: 1 }, cancel.signal));
      await begun.promise;
      cancel.abort();
      await expect(running).rejects.toMatchObject({ code: 'CANCELLED' });
      await forgetRun(store, 'run_1');
      const writes = store.writes();
      straggling.resolve();
      await new Promise(setImmediate); // all that follows from it has run
      expect(store.writes()).toBe(writes);
      for (const entity of researchEntities) expect(await store.collection(entity).find({})).toEqual([]);
    },
  );

  it('goes on from what it kept although other reads lag behind', async () => {
    const deps = depsOf({ store: laggingStore(mapStore()) });
    await runResearch(deps, task({ depth: 1 }));
    const gather = vi.fn(deps.gather);
    await runResearch({ ...deps, gather }, task({ depth: 1 }));
    expect(gather).not.toHaveBeenCalled();
    expect(deps.events.filter(({ type }) => type === 'run-step-finished')).toHaveLength(12);
  });

  it('forgets what it kept when told to', async () => {
    const deps = depsOf();
    await runResearch(deps, task({ depth: 1 }));
    expect((await readStepResults(deps.store, 'run_1')).size).toBe(12);
    await forgetRun(deps.store, 'run_1');
    expect((await readStepResults(deps.store, 'run_1')).size).toBe(0);
  });
});
