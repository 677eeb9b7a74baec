import { secret, section } from '@sagacity/platform/config/section';
import { z } from 'zod';
import { defineSections } from '../define-sections.ts';

export const settingsSections = defineSections({
  market: section(
    {
      tushareToken: secret('Token of Tushare. A key stored in the settings goes first.'),
      alphaVantageKey: secret('Key of Alpha Vantage. A key stored in the settings goes first.'),
    },
    'Market data vendors',
  ),
  llm: section(
    {
      allowPrivateAddresses: z
        .boolean()
        .default(false)
        .describe('Allow model vendors on private or local addresses, such as Ollama on this machine.'),
    },
    'Model vendors',
  ),
});
