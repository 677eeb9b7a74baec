import type { Instrument } from '@sagacity/kernel';
import { z } from 'zod';
import { ProviderFailure } from '../failure.ts';
import type { LiveSettings } from '../live-settings.ts';
import type { ProviderIo } from '../port.ts';
import { requestJson } from '../request-json.ts';

export type AlphaIo = ProviderIo<LiveSettings>;

const replySchema = z.record(z.string(), z.unknown());

/** Alpha Vantage answers 200 with a sentence instead of data when it refuses. */
function refusalOf(reply: Record<string, unknown>): ProviderFailure | undefined {
  const told = [reply.Note, reply.Information].find((one) => typeof one === 'string') as string | undefined;
  if (told !== undefined) {
    // The sentence may repeat the key; only its kind is passed on.
    if (/rate limit|call frequency|per day|per minute|per second/i.test(told)) {
      const wait = /per day/i.test(told) ? 3_600_000 : 60_000;
      return new ProviderFailure(
        'rate-limited',
        'alpha-vantage: the request limit of the key is reached',
        wait,
      );
    }
    return new ProviderFailure(
      'not-configured',
      'alpha-vantage: the key does not cover this (premium or demo)',
    );
  }
  if (typeof reply['Error Message'] === 'string')
    return new ProviderFailure('no-data', 'alpha-vantage does not know the symbol');
  return undefined;
}

/** One function of the API for a symbol. Throws no-data for an empty reply. */
export async function callAlphaVantage<T>(
  io: AlphaIo,
  name: string,
  { code }: Instrument,
  schema: z.ZodType<T>,
  more: Readonly<Record<string, string>> = {},
): Promise<T> {
  const symbolKey = name === 'NEWS_SENTIMENT' ? 'tickers' : 'symbol';
  const apikey = io.settings.apiKey?.reveal() ?? '';
  const query = new URLSearchParams({ function: name, [symbolKey]: code.replace('.', '-'), ...more, apikey });
  const reply = await requestJson(io, {
    provider: 'alpha-vantage',
    path: `/query?${query}`,
    schema: replySchema,
  });
  const refusal = refusalOf(reply);
  if (refusal) throw refusal;
  if (Object.keys(reply).length === 0)
    throw new ProviderFailure('no-data', `alpha-vantage has no ${name} of ${code}`);
  const checked = schema.safeParse(reply);
  if (checked.success) return checked.data;
  throw new ProviderFailure('upstream-failed', `alpha-vantage answered ${name} in an unknown shape`);
}

/** Figures come as text, missing ones as `None`, `-` or an empty text. */
export const figure = (text: string | undefined): number | null => {
  const value = text === undefined || text === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : null;
};
