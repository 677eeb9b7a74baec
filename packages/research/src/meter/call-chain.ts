import type { ModelPrice } from '@sagacity/contracts/settings';
import { AppError, type Clock, isAppError } from '@sagacity/kernel';
import { estimateInputTokens } from '../models/estimate-tokens.ts';
import type { ModelFor, OpenModel } from '../models/open-models.ts';
import type { ChatRequest, TokenUsage } from '../models/port.ts';
import type { Amount, BudgetMeter } from './budget.ts';
import type { RecordedCall } from './call-ledger.ts';
import { type RetryPolicy, reactTo } from './retry-policy.ts';
import { withTimeLimit } from './with-time-limit.ts';

export interface ChainCall {
  readonly request: ChatRequest;
  readonly models: readonly string[];
  readonly signal: AbortSignal;
  readonly modelFor: ModelFor;
  readonly budget: BudgetMeter;
  readonly clock: Clock;
  readonly timeoutMs: number;
  readonly retry: RetryPolicy;
  readonly random: () => number;
  readonly onText: (text: string) => void;
  /** Text written so far is void; what follows starts over. */
  readonly onRepeat: () => void;
}

/** Asks the first model, again after a transient failure, then the next one. Throws the last failure when none answered. */
export async function callChain(call: ChainCall): Promise<RecordedCall> {
  let failure: unknown = new AppError(
    'NOT_CONFIGURED',
    'No model is chosen for this run; choose one under Settings, Models.',
  );
  for (const [rank, ref] of call.models.entries()) {
    for (let nth = 1; ; nth++) {
      try {
        return await callOnce(call, ref, rank > 0);
      } catch (error) {
        call.signal.throwIfAborted();
        failure = error;
        const last = rank === call.models.length - 1;
        const reaction = reactTo({ error, nth, last }, call.retry, call.random);
        if (reaction === 'stop') throw error;
        if (reaction === 'next') break;
        await call.clock.sleep(reaction, call.signal);
      }
    }
  }
  throw failure;
}

const costOf = (
  price: ModelPrice,
  { inputTokens, outputTokens }: Pick<TokenUsage, 'inputTokens' | 'outputTokens'>,
) => (inputTokens * price.inputPerMillion + outputTokens * price.outputPerMillion) / 1e6;

async function callOnce(call: ChainCall, ref: string, fallback: boolean): Promise<RecordedCall> {
  const { chat, price }: OpenModel = call.modelFor(ref);
  const request = {
    ...call.request,
    maxOutputTokens: Math.min(call.request.maxOutputTokens, price.maxOutputTokens),
  };
  const inputTokens = estimateInputTokens(request);
  const amount = (usage: Pick<TokenUsage, 'inputTokens' | 'outputTokens'>): Amount => ({
    tokens: usage.inputTokens + usage.outputTokens,
    cost: costOf(price, usage),
  });
  const reservation = await call.budget.reserve(
    amount({ inputTokens, outputTokens: request.maxOutputTokens }),
    call.signal,
  );
  let used: Amount = { tokens: 0, cost: 0 };
  let said = false;
  let over = false;
  const onText = (text: string) => {
    if (over) return;
    said = true;
    call.onText(text);
  };
  try {
    const reply = await withTimeLimit(call.clock, call.timeoutMs, ref, call.signal, (signal) =>
      chat.stream(request, signal, onText),
    );
    used = amount(reply.usage);
    return { reply, ref, fallback, cost: used.cost };
  } catch (error) {
    // A call cut off by its limit is billed for what it read.
    if (isAppError(error, 'TIME_LIMIT_EXCEEDED')) used = amount({ inputTokens, outputTokens: 0 });
    if (said) call.onRepeat();
    throw error;
  } finally {
    over = true;
    reservation.settle(used);
  }
}
