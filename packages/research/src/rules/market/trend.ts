import { clearGap, clearSign } from '../clear-gap.ts';
import { type Finding, finding, worded } from '../finding.ts';
import type { Facts } from '../read-facts.ts';
import { bounds, trendlessShare } from '../weights.ts';

/** Order of close and moving averages. */
function order(facts: Facts): Finding | undefined {
  const { find } = facts;
  const close = find('market.close');
  const ma20 = find('market.ma20');
  const ma60 = find('market.ma60');
  if (close === undefined || ma20 === undefined || ma60 === undefined) return undefined;
  const [upper, lower] = [clearGap(facts, close, ma20), clearGap(facts, ma20, ma60)];
  if (upper > 0 && lower > 0)
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
  if (upper < 0 && lower < 0)
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
  const side = clearGap(facts, close, ma60);
  if (side === 0)
    return finding(
      'trend.order',
      0,
      0.3,
      '收盘价 [[market.close]] 与 MA60（[[market.ma60]]）几乎重合，MA20 为 [[market.ma20]]，均线没有给出方向',
      'the close of [[market.close]] lies about at MA60 ([[market.ma60]]), with MA20 at [[market.ma20]]: the averages give no direction',
    );
  return side > 0
    ? finding(
        'trend.order',
        0.4,
        0.4,
        '收盘价 [[market.close]] 在 MA60（[[market.ma60]]）之上，但均线没有拉开多头次序（MA20 为 [[market.ma20]]），中期偏多而短期在整理',
        'the close of [[market.close]] holds above MA60 ([[market.ma60]]), yet MA20 ([[market.ma20]]) does not complete a clear rising order: the larger structure leans up while the short one consolidates',
      )
    : finding(
        'trend.order',
        -0.4,
        0.4,
        '收盘价 [[market.close]] 在 MA60（[[market.ma60]]）之下，但均线没有拉开空头次序（MA20 为 [[market.ma20]]），中期偏空而短期在反复',
        'the close of [[market.close]] is under MA60 ([[market.ma60]]), yet MA20 ([[market.ma20]]) does not complete a clear falling order: the larger structure leans down while the short one wavers',
      );
}

function slope({ find }: Facts): Finding | undefined {
  const fast = find('market.ma20-slope');
  const slow = find('market.ma60-slope');
  if (fast === undefined || slow === undefined) return undefined;
  const [short, long] = [fast, slow].map((each) => clearSign(each, bounds.flatSlopePct)) as [number, number];
  const figures = {
    zh: 'MA20 斜率 [[market.ma20-slope]]、MA60 斜率 [[market.ma60-slope]]',
    en: 'slopes of [[market.ma20-slope]] for MA20 and [[market.ma60-slope]] for MA60',
  };
  const said = (direction: number, weight: number, zh: string, en: string): Finding =>
    finding('trend.slope', direction, weight, `${figures.zh}，${zh}`, `${figures.en}: ${en}`);
  if (short === 0 && long === 0)
    return said(
      0,
      0.3,
      '两条均线几乎走平，方向尚未选定',
      'both averages are nearly flat and no direction is chosen yet',
    );
  if (short > 0 && long > 0)
    return said(
      1,
      0.6,
      '两条均线同时上行，趋势不只是一次反弹',
      'both averages rise, so this is more than a bounce',
    );
  if (short < 0 && long < 0)
    return said(
      -1,
      0.6,
      '两条均线同时下行，不只是一次回调',
      'both averages fall, so this is more than a pullback',
    );
  if (short === 0)
    return long > 0
      ? said(
          0.3,
          0.4,
          '中期仍在上行，短期已经走平',
          'the longer average still rises while the short one has flattened',
        )
      : said(
          -0.3,
          0.4,
          '中期仍在下行，短期已经走平',
          'the longer average still falls while the short one has flattened',
        );
  return short > 0
    ? said(
        0.3,
        0.4,
        `短期已回升而中期${long < 0 ? '仍在下行' : '走平'}，属于修复阶段`,
        `the short average has turned up while the longer one ${long < 0 ? 'still falls' : 'is flat'}, a phase of repair`,
      )
    : said(
        -0.3,
        0.4,
        `短期已经转弱而中期${long > 0 ? '仍在上行' : '走平'}，需要防范趋势松动`,
        `the short average has turned down while the longer one ${long > 0 ? 'still rises' : 'is flat'}, the first sign of a loosening trend`,
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
  const [long, short] = [half, quarter].map((each) => clearSign(each, bounds.flatReturnPct));
  if (long === 0 && short === 0)
    return finding(
      'trend.persistence',
      0,
      0.25,
      `${figures.zh}，两个窗口都几乎没有变化`,
      `${figures.en}; neither window moved to speak of`,
    );
  if (long === 0 || short === 0)
    return finding(
      'trend.persistence',
      direction,
      0.25,
      `${figures.zh}，其中一个窗口几乎没有变化，走势没有得到另一个窗口的印证`,
      `${figures.en}; one of the windows hardly moved and does not confirm the other`,
    );
  if (long === short)
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
