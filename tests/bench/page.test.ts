import { describe, expect, it } from 'vitest';
import { mergePage, renderRow } from './page.ts';

const line = (bench: string, ours: string, when = '2026-01-02, load 0.1') =>
  renderRow(bench, { what: `w ${bench}`, ours, against: 'a', ratio: 1.234, goal: null }, when);
const benches = ['one', 'two'];
const page = mergePage('', benches, [line('two', 'x'), line('one', 'y')]);

describe('mergePage', () => {
  it('has the rows of all benches, in their order, with the day of each', () => {
    expect(page.split('\n').filter((text) => text.startsWith('| w '))).toEqual([
      '| w one | y | a | 1.23 |  | `one`, 2026-01-02, load 0.1 |',
      '| w two | x | a | 1.23 |  | `two`, 2026-01-02, load 0.1 |',
    ]);
  });

  it('writes the rows of a bench anew and leaves the others', () => {
    const later = [line('two', 'z', '2026-02-03, load 0.2')];
    const rows = mergePage(page, benches, later).split('\n');
    expect(rows.filter((text) => text.startsWith('| w '))).toEqual([line('one', 'y'), ...later]);
  });

  it('drops the rows of a bench that is no more', () => {
    expect(mergePage(page, ['two'], [])).not.toContain('w one');
  });
});
