import type { CreateRun, Run } from '@sagacity/contracts/runs';
import type { ApiClient } from '../harness/api-client.ts';
import { hasEnded } from '../harness/llm-run.ts';

const patienceMs = 60_000;

/** Starts a run on the demo market and waits for its success, asking seldom so that asking costs the server nothing that counts. */
export async function finishRun(
  client: ApiClient,
  config: Partial<CreateRun['config']>,
  everyMs: number,
): Promise<Run> {
  const { id } = await client.call('createRun', {
    body: { instrument: 'DEMO:NEBULA', config } as CreateRun,
  });
  const untilMs = performance.now() + patienceMs;
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, everyMs));
    const run = await client.call('getRun', { params: { id } });
    if (run.status === 'succeeded') return run;
    if (hasEnded(run) || performance.now() > untilMs)
      throw new Error(`run ${id} is ${run.status}: ${run.failure?.message ?? `${run.progressPct} %`}`);
  }
}

/** From the request to the stored report, queue included. */
export const wallMs = (run: Run): number => Date.parse(run.finishedAt as string) - Date.parse(run.createdAt);
