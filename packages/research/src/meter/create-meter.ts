import type { Usage } from '@sagacity/contracts/reports';
import type { Budget } from '@sagacity/contracts/runs';
import type { Clock } from '@sagacity/kernel';
import type { Store } from '@sagacity/platform/store/port';
import type { ModelFor } from '../models/open-models.ts';
import type { ChatReply, ChatRequest } from '../models/port.ts';
import { type BudgetMeter, createBudget } from './budget.ts';
import { callChain } from './call-chain.ts';
import { createCallLedger, hashRequest, type RecordedCall } from './call-ledger.ts';
import { keepCall } from './keep-call.ts';
import { defaultRetryPolicy, type RetryPolicy } from './retry-policy.ts';

export interface MeterOptions {
  readonly runId: string;
  readonly budget: Budget;
  readonly modelFor: ModelFor;
  readonly store: Pick<Store, 'collection'>;
  readonly clock: Clock;
  readonly retry?: RetryPolicy;
  /** In [0, 1); spreads retries. */
  readonly random?: () => number;
}

export interface MeteredRequest {
  readonly request: ChatRequest;
  /** `vendor/model`, first choice first; the others answer when it fails. */
  readonly models: readonly string[];
  readonly signal: AbortSignal;
  readonly onText: (text: string, attempt: number) => void;
  /** True for a call whose text replaces what the step wrote so far. */
  readonly startsOver?: boolean;
}

export interface MeteredReply extends ChatReply {
  /** `vendor/model` that answered. */
  readonly ref: string;
  readonly fallback: boolean;
}

/** The calls of one step, in order; the n-th call of a repeated step is the n-th call of the first time. */
export interface StepMeter {
  /** Throws BUDGET_EXCEEDED before the call, the last model's error after all failed, or the signal's reason. */
  call(request: MeteredRequest): Promise<MeteredReply>;
  usage(): Usage;
}

/** The one way to call a model in a run: budget, time limit, retries, fallback, and no completed call paid twice. */
export interface Meter {
  step(stepId: string): StepMeter;
  /** Tokens and USD of the run so far, those before a restart included. */
  spent(): Promise<Usage>;
}

export function createMeter(options: MeterOptions): Meter {
  const { runId, budget } = options;
  const ledger = createCallLedger(options.store);
  let opening: Promise<BudgetMeter> | null = null;
  const budgetMeter = () => {
    opening ??= openBudget().catch((error: unknown) => {
      opening = null;
      throw error;
    });
    return opening;
  };
  async function openBudget() {
    const { inputTokens, outputTokens, cost } = await ledger.spentBy(runId);
    return createBudget(
      { tokens: budget.maxTokens, cost: budget.maxCost },
      { tokens: inputTokens + outputTokens, cost },
    );
  }

  function step(stepId: string): StepMeter {
    const usage = { calls: 0, inputTokens: 0, outputTokens: 0, cost: 0 };
    let sequence = 0;
    let attempt = 1;
    const count = ({ reply, cost }: RecordedCall) => {
      usage.calls++;
      usage.inputTokens += reply.usage.inputTokens;
      usage.outputTokens += reply.usage.outputTokens;
      usage.cost += cost;
    };
    return {
      usage: () => ({ ...usage }),
      async call({ request, models, signal, onText, startsOver }) {
        signal.throwIfAborted();
        if (startsOver) attempt++;
        const key = { runId, stepId, sequence: sequence++ };
        const hash = hashRequest(request, models);
        const recorded = await ledger.find(key, hash);
        if (recorded) {
          if (recorded.reply.text) onText(recorded.reply.text, attempt);
          count(recorded);
          return { ...recorded.reply, ref: recorded.ref, fallback: recorded.fallback };
        }
        const made = await callChain({
          request,
          models,
          signal,
          modelFor: options.modelFor,
          budget: await budgetMeter(),
          clock: options.clock,
          timeoutMs: budget.callTimeoutMs,
          retry: options.retry ?? defaultRetryPolicy,
          random: options.random ?? Math.random,
          onText: (text) => onText(text, attempt),
          onRepeat: () => {
            attempt++;
          },
        });
        const at = new Date(options.clock.now()).toISOString();
        await keepCall(() => ledger.record(key, hash, made, at), options.clock, signal);
        count(made);
        return { ...made.reply, ref: made.ref, fallback: made.fallback };
      },
    };
  }

  return {
    step,
    async spent() {
      return ledger.spentBy(runId);
    },
  };
}
