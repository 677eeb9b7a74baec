import type { Report } from '@sagacity/contracts/reports';
import { type NumberSpan, sectionIds } from '@sagacity/contracts/reports';
import type { Run } from '@sagacity/contracts/runs';
import { facts } from './stub-market.ts';

const numbers: NumberSpan[] = [
  { text: '128.46', status: 'sourced', factIds: ['bar.close'] },
  { text: '121.08', status: 'sourced', factIds: ['sma.20'] },
  { text: '6.1%', status: 'derived', factIds: ['bar.close', 'sma.20'], derivation: 'change in percent' },
  { text: '63.4', status: 'sourced', factIds: ['rsi.14'] },
  { text: '155.00', status: 'unsourced', factIds: [] },
  { text: '17.2%', status: 'sourced', factIds: ['fundamentals.revenue-growth'] },
];
const texts = {
  en: `The close of [[n:0]] stands above the 20-day average of [[n:1]], by [[n:2]]. Momentum agrees: the RSI reads [[n:3]], firm without being stretched.

### What carries it

- Trend: averages are in rising order, and the slope of the long one has been positive for a quarter.
- Growth: revenue grew by [[n:5]] on the year, ahead of cost.
- **Against it**: valuation leaves little room for a poor quarter.

| Reading | Value | Says |
| --- | ---: | --- |
| Close | [[n:0]] | above both averages |
| RSI(14) | [[n:3]] | firm |
| Peer target | [[n:4]] | no source |

> A pullback to the 20-day average would not change the view; a close below the 60-day average would.`,
  zh: `收盘价 [[n:0]] 高于 20 日均线 [[n:1]]，高出 [[n:2]]。动量一致：RSI 为 [[n:3]]，偏强但未过热。

### 支撑因素

- 趋势：均线多头排列，长期均线的斜率已连续一个季度为正。
- 成长：营收同比增长 [[n:5]]，快于成本。
- **不利之处**：估值偏高，难以承受一个差的季度。

| 指标 | 数值 | 含义 |
| --- | ---: | --- |
| 收盘价 | [[n:0]] | 高于两条均线 |
| RSI(14) | [[n:3]] | 偏强 |
| 同业目标 | [[n:4]] | 无来源 |

> 回落到 20 日均线不会改变看法；收于 60 日均线之下则会。`,
};
const lines = {
  en: [
    'Price is [[n:2]] above its 20-day average, averages in rising order.',
    'Revenue grew by [[n:5]], faster than cost.',
    'Momentum is firm: RSI [[n:3]].',
    'Trailing earnings multiple is above its own three-year median.',
    'Volatility is higher than a year ago.',
    'The new plant is a quarter late.',
    'A close below the 60-day average.',
    'Revenue growth below ten percent in the next filing.',
  ],
  zh: [
    '股价高出 20 日均线 [[n:2]]，均线多头排列。',
    '营收增长 [[n:5]]，快于成本。',
    '动量偏强：RSI 为 [[n:3]]。',
    '滚动市盈率高于自身三年中位数。',
    '波动率高于一年前。',
    '新工厂推迟一个季度。',
    '收盘价跌破 60 日均线。',
    '下一次财报营收增速低于一成。',
  ],
};

export function decisionOf(run: Pick<Run, 'id' | 'config'>): NonNullable<Run['decision']> {
  const say = (index: number) => ({ body: lines[run.config.language][index]!, numbers });
  if (run.id === 'run-unrated') {
    return {
      kind: 'unrated',
      because: { body: 'Too few facts: only bars are held, [[n:0]] is the last close.', numbers },
    };
  }
  const ratings = ['buy', 'hold', 'sell', 'strong-buy', 'buy', 'strong-sell'] as const;
  const level = (price: number, formula: string) => ({
    price,
    currency: run.id.length % 2 ? ('XTS' as const) : ('XTS' as const),
    digits: 2,
    formula,
    factIds: ['bar.close', 'atr.14'],
  });
  const bare = run.id === 'run-2';
  return {
    kind: 'rated',
    rating: run.id === 'run-1' ? 'buy' : ratings[run.id.charCodeAt(run.id.length - 1) % 6]!,
    confidence: 0.64,
    risk: 0.42,
    horizon: run.config.horizon,
    target: bare ? null : level(143.12, 'close + 4.7 × ATR(14)'),
    stop: bare ? null : level(119.1, 'close − 3 × ATR(14)'),
    positionPct: bare ? null : 6,
    summary: say(0),
    reasonsFor: [say(0), say(1), say(2)],
    reasonsAgainst: [say(3), say(4), say(5)],
    wouldChange: [say(6), say(7)],
  };
}

export function reportOf(run: Run): Report {
  const language = run.config.language;
  return {
    runId: run.id,
    instrument: run.instrument,
    asOf: run.config.asOf,
    createdAt: run.finishedAt ?? run.createdAt,
    engine: run.config.engine,
    language,
    depth: run.config.depth,
    simulated: run.instrument.simulated,
    snapshotHash: 'b3c1f0a97d2e4c55a0f1',
    title: {
      en: `${run.instrument.name?.en}: research as of ${run.config.asOf}`,
      zh: `${run.instrument.name?.zh}：截至 ${run.config.asOf} 的研究`,
    },
    decision: decisionOf(run),
    sections: sectionIds.map((id) => ({
      id,
      agent: id === 'market' ? 'market' : 'research-manager',
      body: id === 'sentiment' ? '' : texts[language],
      numbers,
      ...(id === 'sentiment'
        ? { skipped: language === 'zh' ? '没有足够的新闻文本' : 'Too few news texts to read a mood from' }
        : {}),
    })),
    facts,
    gaps: [
      {
        what: 'fundamentals.cash-flow',
        label: { en: 'Cash flow statement', zh: '现金流量表' },
        reason: 'no-data',
        detail: 'The demo exchange publishes it once a year.',
      },
      {
        what: 'news',
        label: { en: 'Regional news', zh: '地方新闻' },
        reason: 'not-configured',
        detail: 'No news provider is enabled for this market.',
      },
    ],
    grounding: { numbers: 84, sourced: 71, derived: 11, unsourced: 2 },
    usage: run.usage,
    steps: run.steps.map((step, index) => ({
      calls: 1,
      inputTokens: 3200,
      outputTokens: 640,
      cost: run.config.engine === 'llm' ? 0.0124 : 0,
      step: step.id,
      agent: step.agent,
      model: step.model,
      fallback: run.config.engine === 'llm' && index === 3,
      durationMs: 8400 + index * 310,
    })),
  };
}
