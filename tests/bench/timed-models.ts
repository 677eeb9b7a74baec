import { agents } from '@sagacity/research/roster/index';
import { type FakeOpenAi, type FakeRequest, startFakeOpenAi } from '@sagacity/testkit/fake-openai';
import { autoAnswer } from '@sagacity/testkit/fake-openai-auto-answer';
import { textOf } from '@sagacity/testkit/fake-openai-replies';

export interface ModelCall {
  /** Of the run it was made for; calls of one step are several rows. */
  readonly step: string;
  /** From the arrived request to the ready reply, as measured. */
  readonly latencyMs: number;
  readonly request: FakeRequest;
}

export interface TimedModels {
  readonly server: FakeOpenAi;
  /** Calls since the last `restart`. */
  readonly calls: readonly ModelCall[];
  restart(): void;
}

/** A model server that takes as long for a step as `latencyOf` says, and records how long it really took. */
export async function startTimedModels(latencyOf: (step: string) => number): Promise<TimedModels> {
  const calls: ModelCall[] = [];
  const fake = await startFakeOpenAi({
    async script(request) {
      const startedMs = performance.now();
      const step = stepOf(request);
      const latencyMs = latencyOf(step);
      if (latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, latencyMs));
      const reply = autoAnswer(request);
      calls.push({ step, latencyMs: performance.now() - startedMs, request });
      return reply;
    },
  });
  return {
    server: fake,
    calls,
    restart: () => calls.splice(0),
  };
}

/** Prompts name their agent by its own text and their round by number, as step ids do. */
function stepOf({ messages }: FakeRequest): string {
  const [system = '', ...others] = messages.map(textOf);
  const agent = agents.find(({ prompt }) => system.startsWith(prompt.en));
  const round = /^ROUND: (\d+)$/m.exec(others.join('\n'))?.[1];
  if (!agent || !round) throw new Error(`a request of no agent: ${system.slice(0, 80)}`);
  return round === '1' ? agent.id : `${agent.id}-${round}`;
}
