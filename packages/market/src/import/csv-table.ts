import type { RowFault } from '@sagacity/contracts/instruments';
import type { Faults } from './faults.ts';

/** A line of cells, with its number in the file (the heading is line 1). */
export interface CsvLine {
  readonly line: number;
  readonly cells: readonly string[];
}

export interface CsvTable {
  readonly heading: readonly string[];
  readonly rows: readonly CsvLine[];
}

/** Cells of one line: trimmed, quotes taken off, a doubled quote inside quotes is one. */
function cellsOf(text: string): string[] {
  if (!text.includes('"')) return text.split(',').map((cell) => cell.trim());
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i] as string;
    if (char === '"' && quoted && text[i + 1] === '"') {
      cell += '"';
      i++;
    } else if (char === '"') quoted = !quoted;
    else if (char === ',' && !quoted) {
      cells.push(cell.trim());
      cell = '';
    } else cell += char;
  }
  return [...cells, cell.trim()];
}

/** More days than any exchange has existed, and wider lines than any vendor writes: a file beyond them is something else. */
const most = { rows: 100_000, lineChars: 10_000, columns: 200 };

/** The lines of a text with any line ending, counted from 1, without holding more than one of them. */
function* linesOf(text: string): Generator<{ line: number; content: string }> {
  const ending = /\r\n|\n|\r/g;
  let from = text.startsWith('\ufeff') ? 1 : 0;
  for (let line = 1; from <= text.length; line++) {
    const found = ending.exec(text);
    yield { line, content: text.slice(from, found?.index ?? text.length) };
    from = found ? ending.lastIndex : text.length + 1;
  }
}

/**
 * Splits comma-separated text with any line ending, with or without a byte order mark. Empty lines are skipped, but counted. A line that
 * is too long or has too many columns is a fault and left out; reading ends at the first row too many.
 */
export function readCsv(file: RowFault['file'], text: string, faults: Faults): CsvTable {
  const rows: CsvLine[] = [];
  for (const { line, content } of linesOf(text)) {
    if (content.length > most.lineChars) {
      faults.add(file, line, '', content, `is longer than ${most.lineChars} characters`);
      continue;
    }
    if (content.trim() === '') continue;
    const cells = cellsOf(content);
    if (rows.length > most.rows) {
      faults.add(file, line, '', content, `is row ${most.rows + 1}; a file may have ${most.rows}`);
      break;
    }
    if (cells.length > most.columns)
      faults.add(file, line, '', content, `has ${cells.length} columns; a file may have ${most.columns}`);
    else rows.push({ line, cells });
  }
  return { heading: rows[0]?.cells ?? [], rows: rows.slice(1) };
}
