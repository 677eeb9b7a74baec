import { createHash } from 'node:crypto';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { Store } from '@sagacity/platform/store/port';
import { mostAnswerChars } from '../models/most-answer-chars.ts';
import type { ChatReply, ChatRequest } from '../models/port.ts';
import { type ModelCall, modelCalls } from './model-calls.ts';

export interface CallKey {
  readonly runId: string;
  readonly stepId: string;
  readonly sequence: number;
}

export interface RecordedCall {
  readonly reply: ChatReply;
  readonly ref: string;
  readonly fallback: boolean;
  readonly cost: number;
}

/** What was paid for, by place in the run. */
export interface CallLedger {
  /** Null when this place holds no call, or one with another request. */
  find(key: CallKey, requestHash: string): Promise<RecordedCall | null>;
  /** Durable when it resolves; replaces a call with another request. */
  record(key: CallKey, requestHash: string, call: RecordedCall, at: string): Promise<void>;
  /** Tokens and USD of all calls of a run. */
  spentBy(runId: string): Promise<{ calls: number; inputTokens: number; outputTokens: number; cost: number }>;
}

const idOf = ({ runId, stepId, sequence }: CallKey) => `${runId}:${stepId}:${sequence}`;

/** Hex SHA-256 over all that decides a reply. */
export const hashRequest = (request: ChatRequest, models: readonly string[]): string =>
  createHash('sha256')
    .update(JSON.stringify([request, models]))
    .digest('hex');

export function createCallLedger(store: Pick<Store, 'collection'>): CallLedger {
  const calls = store.collection<ModelCall>(modelCalls);
  return {
    async find(key, requestHash) {
      const found = await calls.findOne({ _id: idOf(key) }, { fresh: true });
      if (!found || found.requestHash !== requestHash) return null;
      const reply = JSON.parse(
        zstdDecompressSync(Buffer.from(found.reply, 'base64')).toString('utf8'),
      ) as ChatReply;
      return {
        reply: { ...reply, text: reply.text.slice(0, mostAnswerChars) },
        ref: found.model,
        fallback: found.fallback,
        cost: found.cost,
      };
    },
    async record(key, requestHash, { reply, ref, fallback, cost }, at) {
      const document: ModelCall = {
        _id: idOf(key),
        ...key,
        requestHash,
        model: ref,
        fallback,
        reply: zstdCompressSync(Buffer.from(JSON.stringify(reply))).toString('base64'),
        ...reply.usage,
        cost,
        at,
      };
      await calls.replaceOne({ _id: document._id }, document, { upsert: true });
    },
    async spentBy(runId) {
      const sum = { calls: 0, inputTokens: 0, outputTokens: 0, cost: 0 };
      for (const call of await calls.find({ runId }, { fresh: true })) {
        sum.calls++;
        sum.inputTokens += call.inputTokens;
        sum.outputTokens += call.outputTokens;
        sum.cost += call.cost;
      }
      return sum;
    },
  };
}
