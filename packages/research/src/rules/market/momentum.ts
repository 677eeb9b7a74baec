import { clearGap, clearSign } from '../clear-gap.ts';
import { type Finding, finding } from '../finding.ts';
import type { Facts } from '../read-facts.ts';
import { bounds } from '../weights.ts';

function macd(facts: Facts): Finding | undefined {
  const { find } = facts;
  const now = find('market.macd-histogram');
  const before = find('market.macd-histogram-previous');
  const line = find('market.macd');
  if (now === undefined || before === undefined || line === undefined) return undefined;
  const bars = {
    zh: 'MACD 柱（DIF−DEA，国内行情软件加倍显示）在一周内由 [[market.macd-histogram-previous]] 变为 [[market.macd-histogram]]',
    en: 'within a week the MACD histogram went from [[market.macd-histogram-previous]] to [[market.macd-histogram]]',
  };
  const side = {
    zh: line >= 0 ? 'DIF（[[market.macd]]）在零轴之上' : 'DIF（[[market.macd]]）在零轴之下',
    en: `the line ([[market.macd]]) ${line >= 0 ? 'is above' : 'is below'} zero`,
  };
  const sign = clearGap(facts, now, 0, bounds.macdClearAtr);
  const change = clearGap(facts, now, before, bounds.macdClearAtr);
  if (sign === 0)
    return finding(
      'momentum.macd',
      0,
      0.3,
      `${bars.zh}，贴近零轴，${side.zh}，动量没有方向`,
      `${bars.en}, about zero, and ${side.en}: no direction in the momentum`,
    );
  if (change === 0)
    return finding(
      'momentum.macd',
      0.5 * sign,
      0.5,
      `${bars.zh}，${sign > 0 ? '正' : '负'}柱没有明显变化，${side.zh}`,
      `${bars.en}: the ${sign > 0 ? 'positive' : 'negative'} bars are about unchanged and ${side.en}`,
    );
  if (now > 0 && before <= 0)
    return finding(
      'momentum.macd',
      1,
      0.7,
      `${bars.zh}，由负转正，${side.zh}，动量转强`,
      `${bars.en}, a turn to positive while ${side.en}: momentum is improving`,
    );
  if (now < 0 && before >= 0)
    return finding(
      'momentum.macd',
      -1,
      0.7,
      `${bars.zh}，由正转负，${side.zh}，动量转弱`,
      `${bars.en}, a turn to negative while ${side.en}: momentum is fading`,
    );
  if (now > 0)
    return now >= before
      ? finding(
          'momentum.macd',
          0.9,
          0.6,
          `${bars.zh}，正柱继续放大，${side.zh}`,
          `${bars.en}: the positive bars keep growing and ${side.en}`,
        )
      : finding(
          'momentum.macd',
          0.3,
          0.4,
          `${bars.zh}，仍为正但在收窄，${side.zh}，上行动量边际减弱`,
          `${bars.en}: still positive but shrinking, and ${side.en}; the push upward is losing some force`,
        );
  return now <= before
    ? finding(
        'momentum.macd',
        -0.9,
        0.6,
        `${bars.zh}，负柱继续放大，${side.zh}`,
        `${bars.en}: the negative bars keep growing and ${side.en}`,
      )
    : finding(
        'momentum.macd',
        -0.3,
        0.4,
        `${bars.zh}，仍为负但在收窄，${side.zh}，下行动量有所缓和`,
        `${bars.en}: still negative but shrinking, and ${side.en}; the pressure downward is easing`,
      );
}

function rsi({ find }: Facts): Finding | undefined {
  const value = find('market.rsi14');
  if (value === undefined) return undefined;
  if (value >= bounds.rsiHigh)
    return finding(
      'momentum.rsi-zone',
      -0.4,
      0.45,
      'RSI(14) 升至 [[market.rsi14]]，进入超买区，此时追高的赔率变差',
      'RSI(14) at [[market.rsi14]] has entered overbought ground, which worsens the odds of chasing the price',
    );
  if (value <= bounds.rsiLow)
    return finding(
      'momentum.rsi-zone',
      0.4,
      0.45,
      'RSI(14) 降至 [[market.rsi14]]，进入超卖区，抛压可能接近释放完毕',
      'RSI(14) at [[market.rsi14]] has entered oversold ground: selling may be close to exhausted',
    );
  const direction = (value - bounds.rsiMiddle) / (bounds.rsiHigh - bounds.rsiMiddle);
  if (Math.abs(value - bounds.rsiMiddle) < bounds.rsiClear)
    return finding(
      'momentum.rsi',
      0,
      0.3,
      'RSI(14) 为 [[market.rsi14]]，就在强弱分界附近',
      'RSI(14) of [[market.rsi14]] is about at its midpoint',
    );
  return value >= bounds.rsiMiddle
    ? finding(
        'momentum.rsi',
        direction,
        0.4,
        'RSI(14) 为 [[market.rsi14]]，在强弱分界之上且未超买',
        'RSI(14) of [[market.rsi14]] is on the strong side of its midpoint without being overbought',
      )
    : finding(
        'momentum.rsi',
        direction,
        0.4,
        'RSI(14) 为 [[market.rsi14]]，在强弱分界之下且未超卖',
        'RSI(14) of [[market.rsi14]] is on the weak side of its midpoint without being oversold',
      );
}

function kdj({ find }: Facts): Finding | undefined {
  const k = find('market.kdj-k');
  const d = find('market.kdj-d');
  const j = find('market.kdj-j');
  if (k === undefined || d === undefined || j === undefined) return undefined;
  const lines = {
    zh: 'KDJ 的 K 为 [[market.kdj-k]]、D 为 [[market.kdj-d]]、J 为 [[market.kdj-j]]',
    en: 'KDJ shows K at [[market.kdj-k]], D at [[market.kdj-d]] and J at [[market.kdj-j]]',
  };
  if (Math.abs(k - d) < bounds.kdjClear)
    return finding(
      'momentum.kdj',
      0,
      0.25,
      `${lines.zh}，K 与 D 几乎重合`,
      `${lines.en}: K and D nearly meet`,
    );
  if (k > d)
    return k > bounds.kdjHigh
      ? finding(
          'momentum.kdj-zone',
          -0.2,
          0.3,
          `${lines.zh}，K 在 D 之上但已在高位钝化区`,
          `${lines.en}: K leads D but in the upper zone, where the signal dulls`,
        )
      : finding(
          'momentum.kdj',
          k < bounds.kdjLow + 10 ? 0.8 : 0.5,
          0.4,
          `${lines.zh}，K 在 D 之上${k < bounds.kdjLow + 10 ? '，且位置偏低，这样的金叉较可靠' : '，短线指标偏强'}`,
          `${lines.en}: K is above D${k < bounds.kdjLow + 10 ? ' in the low zone, where such a cross is more reliable' : ', which is firm for the short term'}`,
        );
  return k < bounds.kdjLow
    ? finding(
        'momentum.kdj-zone',
        0.2,
        0.3,
        `${lines.zh}，K 在 D 之下但已到低位，这里的弱势信号会钝化`,
        `${lines.en}: K trails D but in the low zone, where the signal of weakness dulls`,
      )
    : finding(
        'momentum.kdj',
        k > bounds.kdjHigh - 10 ? -0.8 : -0.5,
        0.4,
        `${lines.zh}，K 在 D 之下${k > bounds.kdjHigh - 10 ? '，且位置偏高，这样的死叉需要警惕' : '，短线指标偏弱'}`,
        `${lines.en}: K is below D${k > bounds.kdjHigh - 10 ? ' in the high zone, where such a cross calls for care' : ', which is weak for the short term'}`,
      );
}

function recent({ find }: Facts): Finding | undefined {
  const month = find('market.return-20d');
  const week = find('market.return-5d');
  if (month === undefined || week === undefined) return undefined;
  const text = {
    zh: '近一月涨跌幅 [[market.return-20d]]、近一周 [[market.return-5d]]',
    en: 'the last month returned [[market.return-20d]], the last week [[market.return-5d]]',
  };
  const [long, short] = [clearSign(month, bounds.flatReturnPct), clearSign(week, bounds.flatWeekPct)];
  const said = (direction: number, weight: number, zh: string, en: string): Finding =>
    finding('momentum.recent', direction, weight, `${text.zh}，${zh}`, `${text.en}: ${en}`);
  if (long > 0 && short > 0) return said(0.6, 0.4, '两个窗口都在上涨', 'up over both');
  if (long < 0 && short < 0) return said(-0.6, 0.4, '两个窗口都在下跌', 'down over both');
  if (long === 0)
    return said(
      0.1 * short,
      0.25,
      short === 0 ? '两个窗口都没有方向' : '月内没有方向，只有近一周在动',
      short === 0 ? 'no direction in either' : 'no direction in the month, only in the week',
    );
  if (short === -long)
    return long > 0
      ? said(0.1, 0.25, '月内上涨而近一周回吐', 'a gain of which the week gave some back')
      : said(-0.1, 0.25, '月内下跌而近一周回升', 'a loss of which the week made some good');
  return long > 0
    ? said(0.1, 0.25, '月内上涨而近一周没有跟上', 'a gain to which the week added nothing')
    : said(-0.1, 0.25, '月内下跌而近一周没有再跌', 'a loss to which the week added nothing');
}

export const momentum = (facts: Facts): Finding[] =>
  [macd(facts), rsi(facts), kdj(facts), recent(facts)].filter((found) => found !== undefined);
