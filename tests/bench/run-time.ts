import type { Run } from '@sagacity/contracts/runs';
import { configureFakeModels, llmConfig, llmEnv } from '../harness/llm-run.ts';
import { openSignedInApp } from '../harness/signed-in-app.ts';
import { criticalPath } from './critical-path.ts';
import { finishRun, wallMs } from './finish-run.ts';
import { type Bench, type BenchRow, ms } from './port.ts';
import { startTimedModels } from './timed-models.ts';

const times = 3;
const depth = 3;

interface Timed {
  readonly wall: number;
  readonly critical: number;
  readonly sequential: number;
  readonly run: Run;
}

/** 200 to 600 ms, always the same for a step. */
function latencyOf(step: string): number {
  let hash = 2_166_136_261;
  for (const char of step) hash = Math.imul(hash ^ (char.codePointAt(0) as number), 16_777_619) >>> 0;
  return 200 + (hash % 401);
}

/** A whole run by models of known latency, against what no order of its steps could beat, and against one call after the other. */
export const runTime: Bench = {
  name: 'run',
  async run() {
    const models = await startTimedModels(latencyOf);
    const signedIn = await openSignedInApp(llmEnv);
    try {
      await configureFakeModels(signedIn.client, models.server);
      await finishRun(signedIn.client, { ...llmConfig, depth }, 500);
      const taken: Timed[] = [];
      for (let i = 0; i < times; i++) {
        models.restart();
        const run = await finishRun(signedIn.client, { ...llmConfig, depth }, 500);
        const spent = new Map<string, number>();
        for (const { step, latencyMs } of models.calls) spent.set(step, (spent.get(step) ?? 0) + latencyMs);
        const critical = criticalPath(run.steps, (id) => spent.get(id) ?? 0);
        const sequential = [...spent.values()].reduce((sum, latency) => sum + latency, 0);
        taken.push({ wall: wallMs(run), critical, sequential, run });
      }
      return rowsOf(taken.sort((a, b) => a.wall - b.wall)[Math.floor(times / 2)] as Timed);
    } finally {
      await signedIn.close();
      await models.server.close();
    }
  },
};

function rowsOf({ wall, critical, sequential, run }: Timed): BenchRow[] {
  const what = `run by models, depth ${depth}, ${run.usage.calls} calls of 200 to 600 ms, request to report`;
  const floor = Math.round((100 * critical) / sequential);
  return [
    {
      what,
      ours: ms(wall),
      against: `critical path of the recorded latencies, ${ms(critical)}`,
      ratio: wall / critical,
      goal: { text: '≤ 1.05', met: wall <= 1.05 * critical },
    },
    {
      what,
      ours: ms(wall),
      against: `the same calls one after another, ${ms(sequential)}; the plan's own order allows no less than ${floor} %`,
      ratio: wall / sequential,
      goal: { text: '≤ 0.55', met: wall <= 0.55 * sequential },
    },
  ];
}
