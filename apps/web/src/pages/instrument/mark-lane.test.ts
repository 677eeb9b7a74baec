import { describe, expect, it } from 'vitest';
import { layFlags } from './mark-lane.ts';

const mark = (runId: string, x: number) => ({
  x,
  mark: { runId, label: '▲ Buy', sign: '▲', token: '--gain' },
});
const flags = (...xs: number[]) =>
  layFlags(
    xs.map((x, i) => mark(`run_${i}`, x)),
    (text) => text.length * 8,
  ).map(({ text, x, mark: { runId } }) => [x, text, runId]);

describe('layFlags', () => {
  it('has words where there is room', () => {
    expect(flags(10, 200)).toEqual([
      [10, '▲ Buy', 'run_0'],
      [200, '▲ Buy', 'run_1'],
    ]);
  });
  it('has signs where words would meet', () => {
    expect(flags(10, 40).map(([, text]) => text)).toEqual(['▲', '▲']);
  });
  it('joins those that would cover each other and stands for the latest', () => {
    expect(flags(30, 10, 20)).toEqual([[30, '▲ 3', 'run_0']]);
  });
});
