import { type Finding, finding, worded } from '../finding.ts';
import type { Facts } from '../read-facts.ts';
import { bounds, trendlessShare } from '../weights.ts';

/** Order of close and moving averages. */
function order({ find }: Facts): Finding | undefined {
  const close = find('market.close');
  const ma20 = find('market.ma20');
  const ma60 = find('market.ma60');
  if (close === undefined || ma20 === undefined || ma60 === undefined) return undefined;
  if (close > ma20 && ma20 > ma60)
    return finding(
      'trend.order',
      1,
      0.8,
      ...worded(
        close,
        [
          '收盘价 [[market.close]] 站上 MA20（[[market.ma20]]），MA20 又位于 MA60（[[market.ma60]]）之上，均线呈多头排列',
          'the close of [[market.close]] stands above MA20 ([[market.ma20]]), which in turn stands above MA60 ([[market.ma60]]): the averages are in rising order',
        ],
        [
          '价格、MA20 与 MA60 自上而下依次为 [[market.close]]、[[market.ma20]]、[[market.ma60]]，短中期成本都在现价之下',
          'price, MA20 and MA60 stand at [[market.close]], [[market.ma20]] and [[market.ma60]] in that order from the top: the average cost of both spans lies under the price',
        ],
        [
          'MA20（[[market.ma20]]）高于 MA60（[[market.ma60]]），收盘价 [[market.close]] 又在两者之上，多头结构完整',
          'with MA20 ([[market.ma20]]) above MA60 ([[market.ma60]]) and the close of [[market.close]] above both, the rising structure is intact',
        ],
      ),
    );
  if (close < ma20 && ma20 < ma60)
    return finding(
      'trend.order',
      -1,
      0.8,
      ...worded(
        close,
        [
          '收盘价 [[market.close]] 跌在 MA20（[[market.ma20]]）之下，MA20 又低于 MA60（[[market.ma60]]），均线呈空头排列',
          'the close of [[market.close]] lies below MA20 ([[market.ma20]]), itself below MA60 ([[market.ma60]]): the averages are in falling order',
        ],
        [
          'MA20（[[market.ma20]]）低于 MA60（[[market.ma60]]），收盘价 [[market.close]] 更在两者之下，空头结构没有松动',
          'with MA20 ([[market.ma20]]) below MA60 ([[market.ma60]]) and the close of [[market.close]] below both, the falling structure has not loosened',
        ],
        [
          '价格、MA20 与 MA60 自下而上依次为 [[market.close]]、[[market.ma20]]、[[market.ma60]]，短中期成本都在现价之上',
          'price, MA20 and MA60 stand at [[market.close]], [[market.ma20]] and [[market.ma60]] in that order from the bottom: the average cost of both spans lies over the price',
        ],
      ),
    );
  return close > ma60
    ? finding(
        'trend.order',
        0.4,
        0.4,
        '收盘价 [[market.close]] 在 MA60（[[market.ma60]]）之上，但均线没有排成多头次序（MA20 为 [[market.ma20]]），中期偏多而短期在整理',
        'the close of [[market.close]] holds above MA60 ([[market.ma60]]), yet MA20 ([[market.ma20]]) does not complete a rising order: the larger structure leans up while the short one consolidates',
      )
    : finding(
        'trend.order',
        -0.4,
        0.4,
        '收盘价 [[market.close]] 在 MA60（[[market.ma60]]）之下，但均线没有排成空头次序（MA20 为 [[market.ma20]]），中期偏空而短期在反复',
        'the close of [[market.close]] is under MA60 ([[market.ma60]]), yet MA20 ([[market.ma20]]) does not complete a falling order: the larger structure leans down while the short one wavers',
      );
}

function slope({ find }: Facts): Finding | undefined {
  const fast = find('market.ma20-slope');
  const slow = find('market.ma60-slope');
  if (fast === undefined || slow === undefined) return undefined;
  const flat = bounds.flatSlopePct;
  const figures = {
    zh: 'MA20 斜率 [[market.ma20-slope]]、MA60 斜率 [[market.ma60-slope]]',
    en: 'slopes of [[market.ma20-slope]] for MA20 and [[market.ma60-slope]] for MA60',
  };
  if (Math.abs(fast) <= flat && Math.abs(slow) <= flat)
    return finding(
      'trend.slope',
      0,
      0.3,
      `${figures.zh}，两条均线几乎走平，方向尚未选定`,
      `${figures.en}: both averages are nearly flat and no direction is chosen yet`,
    );
  if (fast > 0 && slow > 0)
    return finding(
      'trend.slope',
      1,
      0.6,
      `${figures.zh}，两条均线同时上行，趋势不只是一次反弹`,
      `${figures.en}: both averages rise, so this is more than a bounce`,
    );
  if (fast < 0 && slow < 0)
    return finding(
      'trend.slope',
      -1,
      0.6,
      `${figures.zh}，两条均线同时下行，不只是一次回调`,
      `${figures.en}: both averages fall, so this is more than a pullback`,
    );
  return fast > 0
    ? finding(
        'trend.slope',
        0.3,
        0.4,
        `${figures.zh}，${fast > flat ? '短期已回升' : '短期走平'}而中期没有上行，属于修复阶段`,
        `${figures.en}: the short average has ${fast > flat ? 'turned up' : 'flattened'} while the longer one does not rise, a phase of repair`,
      )
    : finding(
        'trend.slope',
        -0.3,
        0.4,
        `${figures.zh}，${fast < -flat ? '短期已经转弱' : '短期走平'}而中期没有下行，需要防范趋势松动`,
        `${figures.en}: the short average has ${fast < -flat ? 'turned down' : 'flattened'} while the longer one does not fall, the first sign of a loosening trend`,
      );
}

function strength({ find }: Facts): Finding | undefined {
  const adx = find('market.adx14');
  const plus = find('market.plus-di14');
  const minus = find('market.minus-di14');
  if (adx === undefined || plus === undefined || minus === undefined) return undefined;
  const lines = {
    zh: '（+DI [[market.plus-di14]]，−DI [[market.minus-di14]]）',
    en: '(+DI [[market.plus-di14]], −DI [[market.minus-di14]])',
  };
  if (adx < bounds.adxTrend)
    return finding(
      'trend.adx',
      0,
      0.3,
      `ADX(14) 只有 [[market.adx14]]${lines.zh}，趋势力度不足，方向信号要打折扣`,
      `ADX(14) at only [[market.adx14]] ${lines.en} shows little trend, so directional signals deserve a discount`,
    );
  if ((100 * Math.abs(plus - minus)) / (plus + minus) < bounds.dxClear)
    return finding(
      'trend.adx',
      0,
      0.3,
      `ADX(14) 为 [[market.adx14]]，但 +DI 与 −DI 相近${lines.zh}，此前的趋势已经失去方向`,
      `ADX(14) is at [[market.adx14]], but +DI and −DI nearly meet ${lines.en}: the trend of before has lost its direction`,
    );
  const strong = adx >= bounds.adxStrong;
  return plus > minus
    ? finding(
        'trend.adx',
        1,
        strong ? 0.8 : 0.55,
        `ADX(14) 为 [[market.adx14]]，+DI 高于 −DI${lines.zh}，近几周的上行${strong ? '力度强劲' : '已成趋势'}`,
        `ADX(14) of [[market.adx14]] with +DI above −DI ${lines.en} ${strong ? 'marks a strong move up' : 'confirms a move up'} over recent weeks`,
      )
    : finding(
        'trend.adx',
        -1,
        strong ? 0.8 : 0.55,
        `ADX(14) 为 [[market.adx14]]，−DI 高于 +DI${lines.zh}，近几周的下行${strong ? '力度强劲' : '已成趋势'}`,
        `ADX(14) of [[market.adx14]] with −DI above +DI ${lines.en} ${strong ? 'marks a strong move down' : 'confirms a move down'} over recent weeks`,
      );
}

function persistence({ find }: Facts): Finding | undefined {
  const half = find('market.return-120d');
  const quarter = find('market.return-60d');
  if (half === undefined || quarter === undefined) return undefined;
  const direction = (half + quarter) / (2 * bounds.fullReturnPct);
  const figures = {
    zh: '近一季涨跌幅 [[market.return-60d]]，近半年 [[market.return-120d]]',
    en: 'the return is [[market.return-60d]] over the quarter and [[market.return-120d]] over the half-year',
  };
  if (half > 0 === quarter > 0)
    return finding(
      'trend.persistence',
      direction,
      0.6,
      `${figures.zh}，两个窗口方向一致，${half > 0 ? '涨势有延续性' : '跌势有延续性'}`,
      `${figures.en}; both windows point the same way, so the ${half > 0 ? 'advance' : 'decline'} has persistence`,
    );
  return finding(
    'trend.persistence',
    direction,
    0.25,
    `${figures.zh}，两个窗口方向相反，行情正处在转换之中`,
    `${figures.en}; the windows disagree, so the market is in transition`,
  );
}

/** Order, slope, strength and persistence; without a trend the first, second and last count for less. */
export function trend(facts: Facts): Finding[] {
  const adx = facts.find('market.adx14');
  const share = adx !== undefined && adx < bounds.adxTrend ? trendlessShare : 1;
  const directional = [order(facts), slope(facts), persistence(facts)].map(
    (found) => found && { ...found, strength: Math.round(found.strength * share * 1000) / 1000 },
  );
  return [...directional, strength(facts)].filter((found) => found !== undefined);
}
