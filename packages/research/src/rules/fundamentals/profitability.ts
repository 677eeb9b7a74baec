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
  const text = {
    zh: '净利率由 [[fundamentals.net-margin-previous]] 变为 [[fundamentals.net-margin]]',
    en: 'the net margin moved from [[fundamentals.net-margin-previous]] to [[fundamentals.net-margin]]',
  };
  const said = (direction: number, strength: number, zh: string, en: string): Finding =>
    finding('profitability.margin', direction, strength, `${text.zh}，${zh}`, `${text.en}: ${en}`);
  const way = marginMove(now, before);
  if (now < 0) {
    if (before >= 0) return said(-0.9, 0.6, '由盈转亏', 'profit has turned into loss');
    if (way < 0) return said(-0.9, 0.6, '亏损在扩大', 'the losses are growing');
    return way > 0
      ? said(-0.3, 0.4, '亏损在收窄，但仍是亏损', 'the losses are shrinking, but losses they are')
      : said(-0.6, 0.5, '亏损没有明显变化', 'the losses are about unchanged');
  }
  if (before < 0) return said(0.7, 0.5, '扭亏为盈', 'loss has turned into profit');
  if (Math.abs(move) < 0.05)
    return finding(
      'profitability.margin',
      0.1,
      0.3,
      '净利率 [[fundamentals.net-margin]]，与上年持平',
      'the net margin is unchanged at [[fundamentals.net-margin]]',
    );
  if (way > 0) return said(0.7, 0.5, '盈利能力改善', 'profitability is improving');
  return way < 0
    ? said(-0.7, 0.5, '利润率受到侵蚀', 'margins are being eroded')
    : said(0.1, 0.3, '大体稳定', 'broadly stable');
}

/** Up, down or neither, in points or, for a thin margin, as a share of it. */
function marginMove(now: number, before: number): -1 | 0 | 1 {
  const move = now - before;
  const share = Math.abs(move) / Math.max(Math.abs(before), Math.abs(now));
  const isClear =
    Math.abs(move) >= bounds.marginMovePct ||
    (Math.abs(move) >= bounds.marginLeastPct && share >= bounds.marginMoveShare);
  if (!isClear) return 0;
  return move > 0 ? 1 : -1;
}

export const profitability = (facts: Facts): Finding[] =>
  [equityReturn(facts), margin(facts)].filter((found) => found !== undefined);
