import type { Fact } from '@sagacity/contracts/facts';
import type { Snapshot } from '@sagacity/market/snapshot/port';
import { type Finding, finding } from '../finding.ts';
import { readFacts } from '../read-facts.ts';
import { reading } from '../reading.ts';
import { bounds } from '../weights.ts';

type Known = ReadonlyMap<string, Fact>;

/** Distances to the nearest pivots in ATRs, and the ratio of room up to room down. */
export function levelReadings(snapshot: Snapshot, known: Known): Fact[] {
  const { find } = readFacts(known);
  const close = find('market.close');
  const atr = find('market.atr14');
  if (close === undefined || atr === undefined || atr <= 0) return [];
  const above = find('market.resistance-1');
  const below = find('market.support-1');
  const up = above === undefined ? undefined : (above - close) / atr;
  const down = below === undefined ? undefined : (close - below) / atr;
  const spec = { group: 'market', unit: 'points', digits: 2 } as const;
  const facts: Fact[] = [];
  if (up !== undefined)
    facts.push(
      reading(snapshot, {
        ...spec,
        id: 'market.room-up',
        zh: '距第一压力位（ATR 倍数）',
        en: 'Room to first resistance, in ATRs',
        value: up,
        formula: '(resistance-1 - close) / ATR(14)',
        inputs: ['market.resistance-1', 'market.close', 'market.atr14'],
      }),
    );
  if (down !== undefined)
    facts.push(
      reading(snapshot, {
        ...spec,
        id: 'market.room-down',
        zh: '距第一支撑位（ATR 倍数）',
        en: 'Room to first support, in ATRs',
        value: down,
        formula: '(close - support-1) / ATR(14)',
        inputs: ['market.close', 'market.support-1', 'market.atr14'],
      }),
    );
  if (up !== undefined && down !== undefined && down > 0.05)
    facts.push(
      reading(snapshot, {
        ...spec,
        id: 'market.room-ratio',
        zh: '上下空间比',
        en: 'Room up over room down',
        value: up / down,
        formula: 'room-up / room-down',
        inputs: ['market.room-up', 'market.room-down'],
      }),
    );
  return facts;
}

/** `known` holds the readings too. */
export function levels(known: Known): Finding[] {
  const { find, has } = readFacts(known);
  const up = find('market.room-up');
  const down = find('market.room-down');
  const ratio = find('market.room-ratio');
  if (up === undefined && down === undefined) return [];
  // The extreme of the year itself stands in the way, though it is too young for a turning point.
  const beyond = (extreme: 'market.high-250d' | 'market.low-250d', sign: 1 | -1): boolean => {
    const [far, close, atr] = [find(extreme), find('market.close'), find('market.atr14')];
    return (
      far !== undefined &&
      close !== undefined &&
      atr !== undefined &&
      (far - close) * sign > bounds.atExtremeAtr * atr
    );
  };
  if (up === undefined)
    return has('market.support-1') && !beyond('market.high-250d', 1)
      ? [
          finding(
            'levels.open-sky',
            0.6,
            0.45,
            '一年之内上方没有尚未突破的压力位，下方第一支撑 [[market.support-1]] 距现价 [[market.room-down]]个 ATR',
            'no resistance of the last year stands unbroken above the price, and the first support at [[market.support-1]] is [[market.room-down]] ATRs below',
          ),
        ]
      : [];
  if (down === undefined && beyond('market.low-250d', -1)) return [];
  if (down === undefined)
    return [
      finding(
        'levels.no-floor',
        -0.6,
        0.45,
        '一年之内下方没有尚未跌破的支撑，上方第一压力 [[market.resistance-1]] 距现价 [[market.room-up]]个 ATR',
        'no support of the last year stands unbroken under the price, while the first resistance at [[market.resistance-1]] is [[market.room-up]] ATRs above',
      ),
    ];
  const found: Finding[] = [];
  if (ratio !== undefined) {
    const alike = ratio < bounds.roomClear && ratio > 1 / bounds.roomClear;
    const direction = alike ? 0 : Math.log2(Math.max(ratio, 0.05)) / 2;
    const more = alike
      ? { zh: '上下空间相当', en: 'about as much room either way' }
      : ratio > 1
        ? { zh: '上方的空间更大', en: 'more room up than down' }
        : { zh: '下方的空间更大', en: 'more room down than up' };
    found.push(
      finding(
        'levels.room',
        direction,
        0.4,
        `上方到压力 [[market.resistance-1]] 有 [[market.room-up]]个 ATR，下方到支撑 [[market.support-1]] 有 [[market.room-down]]个 ATR，${more.zh}`,
        `there are [[market.room-up]] ATRs up to resistance at [[market.resistance-1]] and [[market.room-down]] ATRs down to support at [[market.support-1]]: ${more.en}`,
      ),
    );
  }
  if (down < bounds.nearAtr && up - down >= bounds.clearAtr)
    found.push(
      finding(
        'levels.at-support',
        0.4,
        0.35,
        '支撑 [[market.support-1]] 就在下方不远，判断错误时可以尽早发现',
        'support at [[market.support-1]] is close below, where being wrong shows early',
      ),
    );
  if (up < bounds.nearAtr && down - up >= bounds.clearAtr)
    found.push(
      finding(
        'levels.at-resistance',
        -0.4,
        0.35,
        '压力 [[market.resistance-1]] 就在上方不远，突破之前向上空间有限',
        'resistance at [[market.resistance-1]] is close above, and until it breaks there is little room',
      ),
    );
  return found;
}
