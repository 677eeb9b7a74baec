export interface Drawdown {
  /** Fraction below the highest close so far, 0 or negative. */
  readonly current: Float64Array;
  /** The deepest `current` so far. */
  readonly maximum: Float64Array;
}

/** Fall from the running peak of the closes given: slice them first to look at a window. */
export function drawdown(close: Float64Array): Drawdown {
  const current = new Float64Array(close.length);
  const maximum = new Float64Array(close.length);
  let peak = Number.NEGATIVE_INFINITY;
  let deepest = 0;
  for (let i = 0; i < close.length; i++) {
    if (close[i]! > peak) peak = close[i]!;
    const fall = close[i]! / peak - 1;
    if (fall < deepest) deepest = fall;
    current[i] = fall;
    maximum[i] = deepest;
  }
  return { current, maximum };
}
