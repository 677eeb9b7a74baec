import { anthropic } from './anthropic/index.ts';
import { google } from './google/index.ts';
import { openaiCompatible } from './openai-compatible/index.ts';
import type { VendorPlugin } from './vendor.ts';

/** Every kind of model vendor, one line each. */
export const vendorPlugins: readonly VendorPlugin[] = [openaiCompatible, anthropic, google];
