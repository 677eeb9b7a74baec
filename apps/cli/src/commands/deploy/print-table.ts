import { stripVTControlCharacters } from 'node:util';
import colors from 'picocolors';

/** Columns as wide as their widest cell; colours do not count. */
export function printTable(head: readonly string[], rows: ReadonlyArray<readonly string[]>): void {
  const lengthOf = (cell: string) => stripVTControlCharacters(cell).length;
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => lengthOf(row[column] ?? ''))),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - lengthOf(cell))))
      .join('  ')
      .trimEnd();
  process.stdout.write(`${colors.dim(line(head))}\n`);
  for (const row of rows) process.stdout.write(`${line(row)}\n`);
}
