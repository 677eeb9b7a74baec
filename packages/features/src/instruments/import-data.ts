import { type ImportReply, importRequestSchema } from '@sagacity/contracts/instruments';
import type { Market } from '@sagacity/market';
import type { z } from 'zod';
import { record } from '../audit/record.ts';
import { type Ctx, requireRole } from '../context.ts';
import { parseInput } from '../parse-input.ts';
import { instrumentActions } from './audit.ts';

/** Checks the files and, unless it is a dry run, writes all of them or nothing. Throws IMPORT_REJECTED with every bad row. */
export async function importData(
  ctx: Ctx & { readonly market: Market },
  input: z.input<typeof importRequestSchema>,
): Promise<ImportReply> {
  requireRole(ctx, 'researcher');
  const files = parseInput(importRequestSchema, input);
  const reply = await ctx.market.importCsv({ ...files, owner: ctx.actor.id });
  if (reply.written)
    await record(ctx, instrumentActions, {
      action: 'data-imported',
      subject: `instrument:${reply.instrument}`,
      details: { rows: reply.bars.rows, from: reply.bars.from, to: reply.bars.to },
    });
  return reply;
}
