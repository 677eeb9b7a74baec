const width = 360;
const height = 150;

/** A line of closes in a box of 360 × 150, scaled so that both levels fit; null below two closes. */
export function sketch(closes: readonly number[], levels: { target: number | null; stop: number | null }) {
  if (closes.length < 2) return null;
  const all = [...closes, ...[levels.target, levels.stop].filter((level) => level !== null)];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const pad = (high - low || 1) * 0.06;
  const y = (price: number) => height - ((price - low + pad) / (high - low + 2 * pad)) * height;
  const points = closes.map(
    (close, index) => `${((index / (closes.length - 1)) * width).toFixed(1)} ${y(close).toFixed(1)}`,
  );
  return {
    path: `M${points.join('L')}`,
    target: levels.target === null ? null : y(levels.target),
    stop: levels.stop === null ? null : y(levels.stop),
  };
}
