export interface Mark {
  readonly runId: string;
  /** What it says alone, and where there is no room for words. */
  readonly label: string;
  readonly sign: string;
  readonly token: string;
}
interface Placed<M> {
  readonly mark: M;
  readonly x: number;
}
export interface Flag<M> {
  /** The latest of those it stands for. */
  readonly mark: M;
  readonly x: number;
  readonly text: string;
}

/** Marks nearer to each other than this share a flag. */
const nearPx = 24;

/** Flags in one row, from left to right, none over another: words where there is room, else the sign, with a count where several meet. */
export function layFlags<M extends Mark>(
  marks: readonly Placed<M>[],
  widthOf: (text: string) => number,
): Flag<M>[] {
  const groups: Placed<M>[][] = [];
  for (const placed of [...marks].sort((a, b) => a.x - b.x)) {
    const group = groups.at(-1);
    const before = group?.at(-1);
    if (group !== undefined && before !== undefined && placed.x - before.x < nearPx) group.push(placed);
    else groups.push([placed]);
  }
  const shown = groups.map((group) => ({ last: group.at(-1) as Placed<M>, count: group.length }));
  return shown.map(({ last: { mark, x }, count }, i) => {
    const gap = Math.min(x - (shown[i - 1]?.last.x ?? -1e9), (shown[i + 1]?.last.x ?? 1e9) - x);
    const words = widthOf(mark.label) / 2 + nearPx / 2 <= gap ? mark.label : mark.sign;
    return { mark, x, text: count > 1 ? `${mark.sign} ${count}` : words };
  });
}
