const width = 360;
const height = 150;

export interface SketchLevels {
  readonly target: number | null;
  readonly stop: number | null;
}

/** Three to seven round prices inside the range. */
function roundPrices(low: number, high: number): number[] {
  const rough = (high - low) / 7;
  const size = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((part) => part * size).find((part) => part >= rough) ?? rough;
  const first = Math.ceil(low / step);
  const count = Math.max(0, Math.floor(high / step) - first + 1);
  return Array.from({ length: count }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

/** A line of closes in a box of 360 × 150, scaled so that both levels fit, with round prices for its axis; null below two closes. */
export function sketch(closes: readonly number[], levels: SketchLevels) {
  if (closes.length < 2) return null;
  const all = [...closes, ...[levels.target, levels.stop].filter((level) => level !== null)];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const pad = (high - low || Math.abs(high) || 1) * 0.06;
  const y = (price: number) => height - ((price - low + pad) / (high - low + 2 * pad)) * height;
  const points = closes.map(
    (close, index) => `${((index / (closes.length - 1)) * width).toFixed(1)} ${y(close).toFixed(1)}`,
  );
  const ticks = roundPrices(low - pad, high + pad).map((price) => ({
    price,
    y: y(price),
    topPct: (y(price) / height) * 100,
  }));
  return {
    path: `M${points.join('L')}`,
    target: levels.target === null ? null : y(levels.target),
    stop: levels.stop === null ? null : y(levels.stop),
    ticks,
  };
}
