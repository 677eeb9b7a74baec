import type { Run } from '@sagacity/contracts/runs';
import { configureFakeModels, llmConfig, llmEnv } from '../harness/llm-run.ts';
import { openSignedInApp } from '../harness/signed-in-app.ts';
import { finishRun, wallMs } from './finish-run.ts';
import { type Bench, type BenchRow, median, ms } from './port.ts';
import { startTimedModels, type TimedModels } from './timed-models.ts';

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
      const bare = await bareCalls(models);
      return [
        rowOf('rules', byRules, 0, 'no model call'),
        rowOf('models that answer at once', byModels, bare, `the same calls by bare fetch, ${ms(bare)} each`),
      ];
    } finally {
      await signedIn.close();
      await models.server.close();
    }
  },
};

/** Milliseconds a call of the last run takes when only sent and read to its end: median of three rounds. */
async function bareCalls(models: TimedModels): Promise<number> {
  const requests = models.calls.map(({ request }) => JSON.stringify(request));
  const rounds: number[] = [];
  for (let round = 0; round < 4; round++) {
    const startedMs = performance.now();
    for (const body of requests) {
      const headers = { 'content-type': 'application/json', authorization: 'Bearer test-key' };
      await (await fetch(`${models.server.url}/chat/completions`, { method: 'POST', headers, body })).text();
    }
    rounds.push((performance.now() - startedMs) / requests.length);
  }
  return median(rounds.slice(1));
}

function rowOf(engine: string, runs: readonly Run[], callMs: number, against: string): BenchRow {
  const perStep = median(runs.map((run) => stepsMs(run) / run.steps.length)) - callMs;
  const whole = median(runs.map(wallMs));
  return {
    what: `a step beside its model call, ${engine}, depth ${depth}`,
    ours: `${ms(perStep)} (the whole run ${ms(whole)})`,
    against: `${against}; goal 1 ms`,
    ratio: perStep,
    goal: { text: '≤ 1 ms', met: perStep <= 1 },
  };
}

/** From the first step's start to the last one's end: snapshot and report are the run's, not a step's. */
function stepsMs({ steps }: Run): number {
  const at = (field: 'startedAt' | 'finishedAt') => steps.map((step) => Date.parse(step[field] as string));
  return Math.max(...at('finishedAt')) - Math.min(...at('startedAt'));
}
