import type { Language } from '@sagacity/contracts/facts';
import type { KLineData, NeighborData, Nullable, TooltipLegend } from 'klinecharts';
import { formatChangePct, formatCompact, formatNumber } from '../../format/number.ts';
import { tokenColor } from './chart-styles.ts';

export interface LegendWords {
  readonly language: Language;
  readonly digits: number;
  word(part: 'open' | 'high' | 'low' | 'close' | 'change' | 'volume'): string;
}
type Bar = Pick<KLineData, 'timestamp' | 'open' | 'high' | 'low' | 'close' | 'volume'>;

export interface BarReading {
  readonly day: string;
  /** In the order one reads them. */
  readonly parts: readonly { readonly name: string; readonly text: string; readonly sign: number }[];
}

/** A bar in words and numbers, with its change against the close before it. */
export function readBar(bar: Bar, before: Bar | null, { language, digits, word }: LegendWords): BarReading {
  const price = (value: number) => formatNumber(value, digits, language);
  const plain = (['open', 'high', 'low', 'close'] as const).map((part) => ({
    name: word(part),
    text: price(bar[part]),
    sign: 0,
  }));
  const change = before === null ? Number.NaN : bar.close - before.close;
  const isKnown = before !== null && before.close > 0;
  const signed = `${change > 0 ? '+' : ''}${price(change)} (${formatChangePct((change / (before?.close ?? 1)) * 100, language)})`;
  return {
    day: new Date(bar.timestamp).toISOString().slice(0, 10),
    parts: [
      ...plain,
      ...(isKnown ? [{ name: word('change'), text: signed, sign: Math.sign(change) }] : []),
      { name: word('volume'), text: formatCompact(bar.volume ?? 0, language), sign: 0 },
    ],
  };
}

/** The same as the chart draws it. */
export const legendOf =
  (words: () => LegendWords) =>
  ({ prev, current }: NeighborData<Nullable<KLineData>>): TooltipLegend[] => {
    if (current === null) return [];
    const muted = tokenColor('--ink-3');
    const ink = tokenColor('--ink-2');
    const { day, parts } = readBar(current, prev, words());
    const colors = [tokenColor('--loss'), ink, tokenColor('--gain')];
    return [
      { title: { text: '', color: muted }, value: { text: day, color: ink } },
      ...parts.map(({ name, text, sign }) => ({
        title: { text: `${name} `, color: muted },
        value: { text, color: colors[sign + 1] ?? ink },
      })),
    ];
  };
