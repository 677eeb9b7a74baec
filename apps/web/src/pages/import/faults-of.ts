import { type ImportReply, type RowFault, rowFaultSchema } from '@sagacity/contracts/instruments';
import { ApiError } from '../../api/api-error.ts';

export interface Faults {
  rows: RowFault[];
  /** May be more than the rows listed. */
  total: number;
}

const byLine = (rows: RowFault[]): RowFault[] =>
  rows.toSorted((a, b) => a.file.localeCompare(b.file) || a.line - b.line);

/** Bad lines of the files, whether a dry run replied with them or a rejection carries them; null when there are none. */
export function faultsOf(reply: ImportReply | undefined, error: Error | null): Faults | null {
  if (reply !== undefined && reply.faults.length > 0)
    return { rows: byLine(reply.faults), total: reply.faults.length };
  if (!(error instanceof ApiError) || error.code !== 'IMPORT_REJECTED') return null;
  const { rows, total } = error.details;
  const parsed = rowFaultSchema.array().safeParse(rows);
  if (!parsed.success || parsed.data.length === 0) return null;
  return { rows: byLine(parsed.data), total: typeof total === 'number' ? total : parsed.data.length };
}
