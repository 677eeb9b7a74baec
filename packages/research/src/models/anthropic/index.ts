import { langchainModel } from '../langchain-model.ts';
import type { VendorPlugin } from '../vendor.ts';

export const anthropic: VendorPlugin = {
  kind: 'anthropic',
  keyless: false,
  open: ({ vendorId, model, baseUrl, apiKey, fetch }) =>
    langchainModel(
      `${vendorId}/${model}`,
      async ({ maxOutputTokens, temperature }) => {
        const { ChatAnthropic } = await import('@langchain/anthropic');
        return new ChatAnthropic({
          model,
          apiKey: apiKey?.reveal() ?? '',
          maxTokens: maxOutputTokens,
          temperature,
          maxRetries: 0,
          streaming: true,
          ...(baseUrl ? { anthropicApiUrl: baseUrl } : {}),
          clientOptions: { fetch },
        });
      },
      'total',
    ),
};
