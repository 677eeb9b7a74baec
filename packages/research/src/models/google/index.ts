import { langchainModel } from '../langchain-model.ts';
import type { VendorPlugin } from '../vendor.ts';

export const google: VendorPlugin = {
  kind: 'google',
  keyless: false,
  open: ({ vendorId, model, baseUrl, apiKey }) =>
    langchainModel(`${vendorId}/${model}`, async ({ maxOutputTokens, temperature }) => {
      const { ChatGoogleGenerativeAI } = await import('@langchain/google-genai');
      return new ChatGoogleGenerativeAI({
        model,
        apiKey: apiKey?.reveal() ?? '',
        maxOutputTokens,
        temperature,
        maxRetries: 0,
        streaming: true,
        ...(baseUrl ? { baseUrl } : {}),
      });
    }),
};
