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

/** Splits comma-separated text with any line ending, with or without a byte order mark. Empty lines are skipped, but counted. */
export function readCsv(text: string): CsvTable {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  const rows: CsvLine[] = [];
  lines.forEach((content, i) => {
    if (content.trim() !== '') rows.push({ line: i + 1, cells: cellsOf(content) });
  });
  return { heading: rows[0]?.cells ?? [], rows: rows.slice(1) };
}
