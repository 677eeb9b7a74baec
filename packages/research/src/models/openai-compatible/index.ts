import { langchainModel } from '../langchain-model.ts';
import type { VendorPlugin } from '../vendor.ts';

/** OpenAI and every endpoint that speaks its chat completions: DeepSeek, Qwen, GLM, Moonshot, OpenRouter, Ollama … */
export const openaiCompatible: VendorPlugin = {
  kind: 'openai-compatible',
  keyless: true,
  open: ({ vendorId, model, baseUrl, apiKey, fetch }) =>
    langchainModel(`${vendorId}/${model}`, async ({ maxOutputTokens, temperature }) => {
      const { ChatOpenAI } = await import('@langchain/openai');
      return new ChatOpenAI({
        model,
        apiKey: apiKey?.reveal() ?? 'none',
        maxTokens: maxOutputTokens,
        temperature,
        maxRetries: 0,
        streaming: true,
        streamUsage: true,
        useResponsesApi: false,
        configuration: { ...(baseUrl && { baseURL: baseUrl }), fetch },
      });
    }),
};
