import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { RunEvent } from '@sagacity/contracts/events';
import type { Report } from '@sagacity/contracts/reports';
import { AppError, systemClock } from '@sagacity/kernel';
import type { Store } from '@sagacity/platform/store/port';
import { afterEach, describe, expect, it } from 'vitest';
import { pastCall } from '../memory/fixtures/past-call.ts';
import type { PastDecision } from '../memory/port.ts';
import type { Engine } from '../roster/port.ts';
import { sampleSnapshot } from '../rules/fixtures/sample-snapshot.ts';
import { createRulesEngine } from '../rules/rules-engine.ts';
import { runResearch } from '../run-research.ts';
import { citeOnlyGround } from './fixtures/cite-only-ground.ts';
import { directoryStore } from './fixtures/directory-store.ts';
import { mapStore } from './fixtures/map-store.ts';
import { taskOf } from './fixtures/task-of.ts';

const task = taskOf({ depth: 3 });
const rules = createRulesEngine();

/** The rules, counting each thought, and failing at one step as often as told. */
const counting = (failAt?: string) => {
  const thought: string[] = [];
  const engine: Engine = {
    id: 'rules',
    async think(agent, view, io) {
      if (io.stepId === failAt) throw new AppError('UPSTREAM_FAILED', 'The vendor is down.');
      thought.push(io.stepId);
      return rules.think(agent, view, io);
    },
  };
  return { thought, engine };
};

let gathered = 0;
const run = (
  store: Store,
  engine: Engine,
  events: RunEvent[] = [],
  past: readonly PastDecision[] = [],
): Promise<Report> =>
  runResearch(
    {
      store,
      engine,
      gather: async () => {
        gathered++;
        return sampleSnapshot();
      },
      recall: async () => past,
      ground: citeOnlyGround,
      emit: (event) => void events.push(event),
      clock: systemClock,
    },
    task,
  );

/** What does not depend on when it ran. */
const timeless = ({ createdAt: _at, steps, ...report }: Report) => ({
  ...report,
  steps: steps.map(({ durationMs: _ms, ...step }) => step),
});

const directories: string[] = [];
const newDirectory = () => {
  const directory = mkdtempSync(join(tmpdir(), 'research-'));
  directories.push(directory);
  return directory;
};
afterEach(() => {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true });
});

describe('a run that was broken off', () => {
  const steps = task.steps.map(({ id }) => id);

  it.each(steps)('goes on at "%s" after it failed there, running no finished step again', async (failAt) => {
    const store = mapStore();
    const first = counting(failAt);
    await expect(run(store, first.engine)).rejects.toMatchObject({ code: 'UPSTREAM_FAILED' });
    const second = counting();
    const events: RunEvent[] = [];
    const before = gathered;
    const report = await run(store, second.engine, events);
    expect(gathered).toBe(before);
    const finished = events.flatMap((event) => (event.type === 'run-resumed' ? event.finishedSteps : []));
    expect(second.thought.filter((step) => finished.includes(step))).toEqual([]);
    expect(new Set([...finished, ...second.thought])).toEqual(new Set(steps));
    expect(timeless(report)).toEqual(timeless(await run(mapStore(), rules)));
  });

  it('remembers what it remembered when it began, whatever was decided meanwhile', async () => {
    const store = mapStore();
    const decided = (day: string) => [pastCall(day, 'buy', { runId: `run_${day}` })];
    const began = decided('2024-05-01');
    await expect(run(store, counting('bear').engine, [], began)).rejects.toThrow();
    const report = await run(store, rules, [], decided('2024-05-20'));
    expect(report.facts.find(({ id }) => id === 'memory.1.as-of')?.value).toBe('2024-05-01');
    expect(timeless(report)).toEqual(timeless(await run(mapStore(), rules, [], began)));
  });

  it.each([
    ['sentiment', ['market', 'fundamentals', 'news']],
    ['neutral-2', ['conservative-2']],
  ])(
    'goes on after kill -9 while "%s" thinks, running no finished step again',
    async (hangAt, until) => {
      const directory = newDirectory();
      const script = join(import.meta.dirname, 'fixtures/run-until-killed.ts');
      const child = spawn(process.execPath, [script, directory, hangAt], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const waiting = new Set(until);
      for await (const line of createInterface({ input: child.stdout })) {
        waiting.delete(line);
        if (waiting.size === 0) break;
      }
      expect(waiting.size).toBe(0);
      const exited = new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal)));
      child.kill('SIGKILL');
      expect(await exited).toBe('SIGKILL');

      const done = readFileSync(join(directory, 'calls.log'), 'utf8').trim().split('\n');
      const { thought, engine } = counting();
      const report = await run(directoryStore(directory), engine);
      expect(thought.filter((step) => done.includes(step))).toEqual([]);
      expect(thought).toContain(hangAt);
      expect([...done, ...thought].sort()).toEqual([...steps].sort());
      expect(timeless(report)).toEqual(timeless(await run(mapStore(), rules)));
    },
    30_000,
  );
});
