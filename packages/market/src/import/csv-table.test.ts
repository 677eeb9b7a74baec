import { describe, expect, it } from 'vitest';
import { readCsv } from './csv-table.ts';
import { newFaults } from './faults.ts';

const read = (text: string) => {
  const faults = newFaults();
  return { table: readCsv('bars', text, faults), faults };
};

describe('readCsv', () => {
  it('reads any line ending, skips empty lines and counts them', () => {
    const { table } = read('\ufeffa,b\r\n1,2\r\r\n"3,""x""",4');
    expect(table.heading).toEqual(['a', 'b']);
    expect(table.rows).toEqual([
      { line: 2, cells: ['1', '2'] },
      { line: 4, cells: ['3,"x"', '4'] },
    ]);
  });

  it('leaves out a line that is too long or too wide and names it', () => {
    const { table, faults } = read(`a\n${','.repeat(10_000_000)}\n${','.repeat(300)}\n1`);
    expect(table.rows).toEqual([{ line: 4, cells: ['1'] }]);
    expect(faults.rows.map(({ line, reason, value }) => [line, reason, value.length])).toEqual([
      [2, 'is longer than 10000 characters', 60],
      [3, 'has 301 columns; a file may have 200', 60],
    ]);
  });

  it('ends at the first row too many', () => {
    const { table, faults } = read(`a\n${'1\n'.repeat(15_000_000)}`);
    expect(table.rows).toHaveLength(100_000);
    expect(faults.rows).toMatchObject([{ line: 100_002, reason: 'is row 100001; a file may have 100000' }]);
  });

  it('takes an unclosed quote of 30 MB for one long line', () => {
    expect(read(`a\n"${'x'.repeat(30_000_000)}`).faults.total).toBe(1);
  });
});
