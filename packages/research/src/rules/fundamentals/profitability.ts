import { type Finding, finding, worded } from '../finding.ts';
import type { Facts } from '../read-facts.ts';
import { bounds } from '../weights.ts';

function equityReturn({ find }: Facts): Finding | undefined {
  const roe = find('fundamentals.roe');
  if (roe === undefined) return undefined;
  if (roe >= bounds.roeHighPct)
    return finding(
      'profitability.roe',
      0.8,
      0.6,
      ...worded(
        roe,
        [
          '净资产收益率 [[fundamentals.roe]]，股东资本的回报优秀',
          'return on equity of [[fundamentals.roe]] is an excellent return on shareholders’ capital',
        ],
        [
          '净资产收益率达到 [[fundamentals.roe]]，资本的使用效率高',
          'with a return on equity of [[fundamentals.roe]], capital is put to good use',
        ],
      ),
    );
  if (roe < 0)
    return finding(
      'profitability.roe',
      -1,
      0.7,
      '净资产收益率 [[fundamentals.roe]]，公司仍在亏损',
      'return on equity of [[fundamentals.roe]]: the company is losing money',
    );
  return roe < bounds.roeLowPct
    ? finding(
        'profitability.roe',
        -0.6,
        0.5,
        '净资产收益率仅 [[fundamentals.roe]]，资本回报偏低',
        'return on equity of just [[fundamentals.roe]] is a poor return on capital',
      )
    : finding(
        'profitability.roe',
        0.2,
        0.35,
        '净资产收益率 [[fundamentals.roe]]，处于中等水平',
        'return on equity of [[fundamentals.roe]] is middling',
      );
}

function margin({ find }: Facts): Finding | undefined {
  const now = find('fundamentals.net-margin');
  const before = find('fundamentals.net-margin-previous');
  if (now === undefined) return undefined;
  if (before === undefined)
    return finding(
      'profitability.margin-level',
      now > 0 ? 0.2 : -0.6,
      0.3,
      '净利率 [[fundamentals.net-margin]]，缺少上年数据，无法判断变化',
      'the net margin is [[fundamentals.net-margin]]; without last year’s figure its direction is unknown',
    );
  const move = now - before;
  if (Math.abs(move) < 0.05)
    return finding(
      'profitability.margin',
      0.1,
      0.3,
      '净利率 [[fundamentals.net-margin]]，与上年持平',
      'the net margin is unchanged at [[fundamentals.net-margin]]',
    );
  const text = {
    zh: '净利率由 [[fundamentals.net-margin-previous]] 变为 [[fundamentals.net-margin]]',
    en: 'the net margin moved from [[fundamentals.net-margin-previous]] to [[fundamentals.net-margin]]',
  };
  if (move >= bounds.marginMovePct)
    return finding(
      'profitability.margin',
      0.7,
      0.5,
      `${text.zh}，盈利能力改善`,
      `${text.en}: profitability is improving`,
    );
  if (move <= -bounds.marginMovePct)
    return finding(
      'profitability.margin',
      -0.7,
      0.5,
      `${text.zh}，利润率受到侵蚀`,
      `${text.en}: margins are being eroded`,
    );
  return finding('profitability.margin', 0.1, 0.3, `${text.zh}，大体稳定`, `${text.en}, broadly stable`);
}

export const profitability = (facts: Facts): Finding[] =>
  [equityReturn(facts), margin(facts)].filter((found) => found !== undefined);
