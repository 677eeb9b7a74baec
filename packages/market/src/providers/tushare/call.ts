import { type EpochDay, type Instrument, toIsoDay } from '@sagacity/kernel';
import { z } from 'zod';
import { ProviderFailure } from '../failure.ts';
import type { LiveSettings } from '../live-settings.ts';
import type { ProviderIo } from '../port.ts';
import { requestJson } from '../request-json.ts';

export type TushareIo = ProviderIo<LiveSettings>;
type Cell = string | number | null;
export type TushareRow = Readonly<Record<string, Cell>>;

const replySchema = z.object({
  code: z.number(),
  msg: z.string().nullish(),
  data: z
    .object({
      fields: z.array(z.string()),
      items: z.array(z.array(z.union([z.string(), z.number(), z.null()]))),
    })
    .nullish(),
});

const limitWaits: readonly (readonly [RegExp, number])[] = [
  [/每分钟/, 60_000],
  [/每小时/, 3_600_000],
  [/每天|每日/, 6 * 3_600_000],
];

/** Tushare answers 200 with a code; what it means is in the message. */
function failureOf(code: number, message: string): ProviderFailure {
  const wait = limitWaits.find(([pattern]) => pattern.test(message) && /最多访问|频率|超过/.test(message));
  const told = `tushare answered ${code}: ${message}`;
  if (wait) return new ProviderFailure('rate-limited', told, wait[1]);
  const isKey = /token|权限|积分/i.test(message);
  return new ProviderFailure(isKey ? 'not-configured' : 'upstream-failed', told);
}

/** One API of Tushare as rows by field name. Empty when there are none. */
export async function callTushare(
  io: TushareIo,
  apiName: string,
  params: Readonly<Record<string, string>>,
  fields: string,
): Promise<TushareRow[]> {
  const token = io.settings.apiKey?.reveal() ?? '';
  const { code, msg, data } = await requestJson(io, {
    provider: 'tushare',
    path: '/',
    body: { api_name: apiName, token, params, fields },
    schema: replySchema,
  });
  if (code !== 0) throw failureOf(code, msg ?? 'no message');
  return (data?.items ?? []).map((item) =>
    Object.fromEntries(data!.fields.map((name, i) => [name, item[i] ?? null])),
  );
}

/** A cell as a number; null when empty. */
export const numberIn = (row: TushareRow, field: string): number | null => {
  const value = row[field];
  return value == null || value === '' || !Number.isFinite(Number(value)) ? null : Number(value);
};

/** `600519.SH`. */
export const tsCode = ({ code, exchange }: Instrument): string => `${code}.${exchange}`;
export const compactDay = (day: EpochDay): string => toIsoDay(day).replaceAll('-', '');
/** `20240305` as `2024-03-05`; undefined when the cell is empty. */
export const isoDayIn = (row: TushareRow, field: string): string | undefined => {
  const text = String(row[field] ?? '');
  return /^\d{8}$/.test(text) ? `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}` : undefined;
};
