import type { BenchRow } from './port.ts';

const intro = `# Benchmarks

Written by \`npm run bench -- --write\`; with names of benches behind it, it writes their rows anew and leaves the others. Each row compares
with a peer or a limit measured in the same run: read the ratios, not the milliseconds. In every ratio less is better. The last column
tells the bench, the day, the machine and its load before.
`;
const head = ['| what | Sagacity | against | ratio | goal | measured |', '|---|---|---|---|---|---|'];
const benchOf = (line: string): string | undefined => /\| `([\w-]+)`, [^|]+ \|$/.exec(line)?.[1];

const goalOf = ({ goal }: BenchRow): string =>
  goal ? `${goal.text}: ${goal.met ? 'met' : '**missed**'}` : '';

/** A row as a line of the table. `how`: the day, the machine and its load before. */
export const renderRow = (bench: string, row: BenchRow, how: string): string =>
  `| ${row.what} | ${row.ours} | ${row.against} | ${row.ratio.toFixed(2)} | ${goalOf(row)} | \`${bench}\`, ${how} |`;

export const renderTable = (lines: readonly string[]): string => [...head, ...lines].join('\n');

/** The page with these lines in place of the earlier ones of their benches. `benches`: the names of all, in their order. */
export function mergePage(page: string, benches: readonly string[], lines: readonly string[]): string {
  const anew = new Set(lines.map(benchOf));
  const kept = page.split('\n').filter((line) => !anew.has(benchOf(line)));
  const all = benches.flatMap((bench) => [...kept, ...lines].filter((line) => benchOf(line) === bench));
  return `${intro}\n${renderTable(all)}\n`;
}
