import { AppError } from '@sagacity/kernel';
import { z } from 'zod';
import { chatModel, type Piece } from '../chat-model.ts';
import type { ChatRequest, ToolCall } from '../port.ts';
import type { ModelAddress, VendorPlugin } from '../vendor.ts';
import { readEvents } from './read-events.ts';
import { toBody } from './to-body.ts';

const ownAddress = 'https://generativelanguage.googleapis.com';
const partSchema = z.object({
  text: z.string().optional(),
  thought: z.boolean().optional(),
  thoughtSignature: z.string().optional(),
  functionCall: z
    .object({ name: z.string(), args: z.record(z.string(), z.unknown()).default({}) })
    .optional(),
});
const eventSchema = z.object({
  candidates: z
    .array(z.object({ content: z.object({ parts: z.array(partSchema).default([]) }).optional() }))
    .default([]),
  usageMetadata: z
    .object({
      promptTokenCount: z.number().default(0),
      candidatesTokenCount: z.number().default(0),
      thoughtsTokenCount: z.number().default(0),
    })
    .optional(),
  modelVersion: z.string().optional(),
});
const refusalSchema = z.object({
  error: z.object({
    message: z.string().default(''),
    details: z
      .array(z.looseObject({ retryDelay: z.string().optional(), reason: z.string().optional() }))
      .default([]),
  }),
});

/** Gemini over its REST interface, by the `fetch` it is given, so that its key goes only where that one connects. */
export const google: VendorPlugin = {
  kind: 'google',
  keyless: false,
  open(address) {
    const ref = `${address.vendorId}/${address.model}`;
    return chatModel(ref, (request, signal) => ask(ref, address, request, signal));
  },
};

async function* ask(
  ref: string,
  { model, baseUrl, apiKey, fetch }: ModelAddress,
  request: ChatRequest,
  signal: AbortSignal,
): AsyncGenerator<Piece> {
  const base = (baseUrl ?? ownAddress).replace(/\/$/, '').replace(/\/v1(?:beta)?$/, '');
  const reply = await fetch(
    `${base}/v1beta/models/${encodeURIComponent(model)}:streamGenerateContent?alt=sse`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-goog-api-key': apiKey?.reveal() ?? '' },
      body: JSON.stringify(toBody(request)),
      signal,
    },
  );
  if (!reply.ok) throw await refusalOf(reply);
  const toolCalls: ToolCall[] = [];
  for await (const event of reply.body ? readEvents(reply.body, ref) : []) {
    const parsed = eventSchema.safeParse(event);
    if (!parsed.success)
      throw new AppError('UPSTREAM_FAILED', `${ref} sent an event of another form.`, { model: ref });
    const { candidates, usageMetadata: usage, modelVersion } = parsed.data;
    const parts = candidates[0]?.content?.parts ?? [];
    for (const { functionCall, thoughtSignature } of parts)
      if (functionCall)
        toolCalls.push({
          id: `call_${toolCalls.length}`,
          name: functionCall.name,
          arguments: functionCall.args,
          ...(thoughtSignature ? { signature: thoughtSignature } : {}),
        });
    yield {
      text: parts.map(({ text, thought }) => (thought ? '' : (text ?? ''))).join(''),
      toolCalls,
      ...(usage
        ? {
            inputTokens: usage.promptTokenCount,
            outputTokens: usage.candidatesTokenCount + usage.thoughtsTokenCount,
          }
        : {}),
      ...(modelVersion ? { model: modelVersion } : {}),
    };
  }
}

/** What `mapModelError` reads from a vendor's failure. */
async function refusalOf(reply: Response): Promise<Error> {
  const { status, headers } = reply;
  const text = (await reply.text()).slice(0, 10_000);
  let told: unknown;
  try {
    told = JSON.parse(text);
  } catch {
    told = undefined; // a proxy's page, say: the status alone is reported
  }
  const refusal = refusalSchema.safeParse(told).data?.error;
  return Object.assign(new Error(refusal?.message || `HTTP ${status}`), {
    status,
    headers,
    errorDetails: refusal?.details ?? [],
  });
}
