import type { Run } from '@sagacity/contracts/runs';
import { configureFakeModels, llmConfig, llmEnv } from '../harness/llm-run.ts';
import { openSignedInApp } from '../harness/signed-in-app.ts';
import { finishRun, wallMs } from './finish-run.ts';
import { type Bench, type BenchRow, median, ms } from './port.ts';
import { timeModelCalls } from './time-model-calls.ts';
import { startTimedModels } from './timed-models.ts';

const warmUps = 10;
const times = 15;
const depth = 3;

/** What a step costs beside the model call: runs of the rules, and runs by models that answer at once. */
export const stepCost: Bench = {
  name: 'step',
  async run() {
    const models = await startTimedModels(() => 0);
    const signedIn = await openSignedInApp(llmEnv);
    try {
      await configureFakeModels(signedIn.client, models.server);
      const measure = async (config: Parameters<typeof finishRun>[1]) => {
        const runs: Run[] = [];
        for (let i = 0; i < warmUps + times; i++) {
          models.restart();
          runs.push(await finishRun(signedIn.client, { ...config, depth }, 150));
        }
        return runs.slice(warmUps);
      };
      const byRules = await measure({});
      const byModels = await measure(llmConfig);
      const callMs = await timeModelCalls(models);
      return [
        rowOf('by rules', byRules, 0, 'it makes none'),
        rowOf(
          'by models that answer at once',
          byModels,
          callMs,
          `${ms(callMs)} a call by the same client alone`,
        ),
      ];
    } finally {
      await signedIn.close();
      await models.server.close();
    }
  },
};

function rowOf(how: string, runs: readonly Run[], callMs: number, call: string): BenchRow {
  const whole = median(runs.map((run) => stepsMs(run) / run.steps.length));
  const beside = whole - callMs;
  return {
    what: `a step beside its model call, ${how}, depth ${depth}`,
    ours: `${ms(beside)} of ${ms(whole)} a step; ${ms(median(runs.map(wallMs)))} a run`,
    against: `model call: ${call}; limit 1 ms`,
    ratio: beside,
    goal: { text: '≤ 1 ms', met: beside <= 1 },
  };
}

/** From the first step's start to the last one's end: snapshot and report are the run's, not a step's. */
function stepsMs({ steps }: Run): number {
  const at = (field: 'startedAt' | 'finishedAt') => steps.map((step) => Date.parse(step[field] as string));
  return Math.max(...at('finishedAt')) - Math.min(...at('startedAt'));
}
