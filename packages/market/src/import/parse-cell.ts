import { type EpochDay, isIsoDay, toEpochDay } from '@sagacity/kernel';

const dayPattern = /^(\d{4})[-/.]?(\d{1,2})[-/.]?(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?$/;

/** `2024-03-05`, `2024/3/5` or `20240305`; undefined when it is no calendar day. */
export function parseDay(cell: string): EpochDay | undefined {
  const parts = /^\d{8}$/.test(cell)
    ? [cell, cell.slice(0, 4), cell.slice(4, 6), cell.slice(6)]
    : /^\d+$/.test(cell)
      ? null
      : dayPattern.exec(cell);
  if (!parts) return undefined;
  const iso = `${parts[1]}-${parts[2]!.padStart(2, '0')}-${parts[3]!.padStart(2, '0')}`;
  return isIsoDay(iso) ? toEpochDay(iso) : undefined;
}

const numberPattern = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** A plain decimal number, thousands separators allowed (`1,234.5`); undefined for anything else, `NaN` and blanks included. */
export function parseNumber(cell: string): number | undefined {
  const text = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(cell) ? cell.replaceAll(',', '') : cell;
  return numberPattern.test(text) ? Number(text) : undefined;
}
