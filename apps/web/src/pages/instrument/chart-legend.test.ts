import { describe, expect, it, vi } from 'vitest';

vi.mock('./chart-styles.ts', () => ({ tokenColor: (name: string) => name }));
const { legendOf, readBar } = await import('./chart-legend.ts');

const words = (language: 'zh' | 'en') => ({ language, digits: 2, word: (part: string) => part });
const bar = (close: number, volume: number) => ({
  timestamp: Date.parse('2024-06-28T00:00:00Z'),
  open: 1700,
  high: 1710.5,
  low: 1690,
  close,
  volume,
});

describe('readBar', () => {
  it('has change and percent against the close before, and volume in 万 and 亿 or k and m', () => {
    const read = (language: 'zh' | 'en') =>
      readBar(bar(1689.5, 256_000_000), bar(1700, 1), words(language)).parts.map(({ text }) => text);
    expect(read('zh')).toEqual(['1,700.00', '1,710.50', '1,690.00', '1,689.50', '−10.50 (−0.62%)', '2.56亿']);
    expect(read('en').slice(-1)).toEqual(['256m']);
  });

  it('has no change for the first bar', () => {
    expect(readBar(bar(1700, 56_000), null, words('zh')).parts.map(({ name }) => name)).not.toContain(
      'change',
    );
  });
});

describe('legendOf', () => {
  it('colours the change by its sign, which it also writes', () => {
    const legend = legendOf(() => words('en'))({ prev: bar(1700, 1), current: bar(1717, 1), next: null });
    expect(legend).toContainEqual({
      title: { text: 'change ', color: '--ink-3' },
      value: { text: '+17.00 (+1.00%)', color: '--gain' },
    });
  });
});
