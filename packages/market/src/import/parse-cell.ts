import type { EpochDay } from '@sagacity/kernel';

const dayPattern = /^(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|(\d{2})(\d{2}))(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?$/;
const dayMs = 86_400_000;

/** `2024-03-05`, `2024/3/5` or `20240305`; undefined when it is no calendar day. */
export function parseDay(cell: string): EpochDay | undefined {
  const parts = dayPattern.exec(cell);
  if (!parts) return undefined;
  const month = Number(parts[3] ?? parts[5]);
  const date = Number(parts[4] ?? parts[6]);
  // `Date.UTC` would take the years below 100 for those of the twentieth century. 30 February is carried over into March.
  const ms = new Date(0).setUTCFullYear(Number(parts[1]), month - 1, date);
  return date >= 1 && month >= 1 && month <= 12 && new Date(ms).getUTCDate() === date
    ? ms / dayMs
    : undefined;
}

/** An exponent of two digits at most, so that no number leaves the range of a double (`1e400`, `1e-320`). */
const numberPattern = /^[+-]?(\d+(?:\.\d*)?|\.\d+)([eE][+-]?\d{1,2})?$/;
/** Cells with a number are shorter; nothing longer is read. */
const longestNumber = 40;

/** A plain decimal number, thousands separators allowed (`1,234.5`); undefined for anything else, `NaN` and blanks included. */
export function parseNumber(cell: string): number | undefined {
  if (cell.length > longestNumber) return undefined;
  const grouped = cell.includes(',') && /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(cell);
  const text = grouped ? cell.replaceAll(',', '') : cell;
  return numberPattern.test(text) ? Number(text) : undefined;
}
