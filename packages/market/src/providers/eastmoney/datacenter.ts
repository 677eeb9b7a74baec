import type { Instrument } from '@sagacity/kernel';
import { z } from 'zod';
import { ProviderFailure } from '../failure.ts';
import type { LiveSettings } from '../live-settings.ts';
import type { ProviderIo } from '../port.ts';
import { requestJson } from '../request-json.ts';

export const defaultBase = 'https://push2his.eastmoney.com';
const datacenterBase = 'https://datacenter-web.eastmoney.com';
const pageSize = 500;
/** Code of an answer without rows. */
const emptyCode = 9201;

type Row = Readonly<Record<string, unknown>>;
const replySchema = z.object({
  code: z.number().nullish(),
  message: z.string().nullish(),
  result: z
    .object({ pages: z.number().int().default(1), data: z.array(z.record(z.string(), z.unknown())) })
    .nullable(),
});

/** An endpoint's own host, unless another address was set for all of them. */
export const hostOf = ({ settings }: ProviderIo<LiveSettings>, host: string): string =>
  settings.baseUrl === defaultBase ? host : settings.baseUrl;

/** The newest rows of a report on one code, up to `maxPages` of 500. */
export async function readDatacenter(
  io: ProviderIo<LiveSettings>,
  report: string,
  { code }: Instrument,
  { sortBy, maxPages }: { readonly sortBy: string; readonly maxPages: number },
): Promise<Row[]> {
  const rows: Row[] = [];
  for (let page = 1; page <= maxPages; page++) {
    const query = new URLSearchParams({
      reportName: report,
      columns: 'ALL',
      filter: `(SECURITY_CODE="${code}")`,
      sortColumns: sortBy,
      sortTypes: '-1',
      pageSize: String(pageSize),
      pageNumber: String(page),
    });
    const reply = await requestJson(io, {
      provider: 'eastmoney',
      baseUrl: hostOf(io, datacenterBase),
      path: `/api/data/v1/get?${query}`,
      schema: replySchema,
    });
    if (!reply.result) {
      if (reply.code === emptyCode) return rows;
      throw new ProviderFailure('upstream-failed', `eastmoney answered ${reply.code}: ${reply.message}`);
    }
    rows.push(...reply.result.data);
    if (page >= reply.result.pages) return rows;
  }
  return rows;
}

/** A cell as a number; NaN when it is empty. */
export const numberIn = (row: Row, field: string): number =>
  typeof row[field] === 'number' ? row[field] : Number.NaN;
/** `2024-06-19 00:00:00` as `2024-06-19`; undefined when it is empty. */
export const isoDayIn = (row: Row, field: string): string | undefined =>
  typeof row[field] === 'string' ? row[field].slice(0, 10) : undefined;
