import type { Localized } from '@sagacity/contracts/facts';
import type { Side } from '../scoring/rate.ts';
import type { RiskStyle } from '../weights.ts';

interface Phrases {
  /** What the style opens with, by the side of the plan. */
  readonly open: Readonly<Record<Side, readonly Localized[]>>;
  /** How it answers the others, in the second round and in later ones. */
  readonly later: readonly [Localized, Localized];
  /** Why its stop is as wide as it is. */
  readonly stop: Localized;
}

export const riskPhrases: Readonly<Record<RiskStyle, Phrases>> = {
  aggressive: {
    open: {
      buy: [
        {
          zh: '证据成立时，仓位太小本身就是风险：判断正确却没有分享到收益。',
          en: 'When the evidence holds, too small a position is a risk of its own: being right without being paid for it.',
        },
        {
          zh: '波动是收益的来源，过紧的止损只会把正常起伏变成亏损。',
          en: 'Volatility is where returns come from; a stop that is too tight only turns ordinary swings into losses.',
        },
      ],
      hold: [
        {
          zh: '没有方向不等于有风险；在波动允许的范围内可以多留一些。',
          en: 'No direction is not the same as danger; within what volatility allows, more may be kept.',
        },
      ],
      sell: [
        {
          zh: '卖出不必仓促：离场的价格与离场的速度同样重要。',
          en: 'A sale need not be a rush: the price one leaves at matters as much as the speed.',
        },
      ],
    },
    later: [
      {
        zh: '保守一方把波动等同于亏损，这高估了风险；不过其对跳空的提醒可以接受。',
        en: 'The conservative side treats swings as losses and so overstates the risk; its warning about gaps is fair.',
      },
      {
        zh: '两位同事的谨慎有其道理，但继续缩减会使仓位失去意义，本方只作有限让步。',
        en: 'The caution of both colleagues has its reasons, but shrinking further would leave the position without meaning; the concession stays limited.',
      },
    ],
    stop: { zh: '止损放宽，给正常的起伏留出空间', en: 'the stop is wide, to leave room for ordinary swings' },
  },
  neutral: {
    open: {
      buy: [
        {
          zh: '激进一方低估了连续触及止损的代价，保守一方又低估了错过的代价；合理的位置在两者之间。',
          en: 'The aggressive side underrates a run of stopped trades, the conservative side underrates what is missed; the reasonable place lies between.',
        },
        {
          zh: '仓位应当由波动决定，而不是由信念决定。',
          en: 'Size should follow volatility, not conviction.',
        },
      ],
      hold: [
        {
          zh: '没有方向时，仓位更应当由波动而不是由看法决定。',
          en: 'Without a direction it is volatility, not opinion, that should set the size.',
        },
      ],
      sell: [
        {
          zh: '离场期间剩余的部分，仍应按波动来控制。',
          en: 'What remains while leaving should still be held to what volatility allows.',
        },
      ],
    },
    later: [
      {
        zh: '双方已经靠拢，剩下的分歧主要在价位的宽度。',
        en: 'The sides have moved closer; what remains is mainly how wide the levels are.',
      },
      {
        zh: '若后续波动收敛，可以向激进一方靠拢；若放大，则向保守一方靠拢。',
        en: 'Should volatility narrow, move towards the aggressive side; should it widen, towards the conservative.',
      },
    ],
    stop: { zh: '止损沿用交易计划', en: 'the stop is the one of the trade plan' },
  },
  conservative: {
    open: {
      buy: [
        {
          zh: '先问最坏会怎样：价格可以在没有坏消息时走得很远。',
          en: 'Ask first how bad it can get: the price can travel far without any bad news.',
        },
        {
          zh: '本金的损失需要更大的涨幅才能弥补，错过一次机会则不需要弥补。',
          en: 'A loss of capital takes a larger gain to repair; a missed chance needs no repair.',
        },
      ],
      hold: [
        {
          zh: '方向未明时，应当先定下能承受多少损失。',
          en: 'While the direction is unclear, settle first what loss can be borne.',
        },
      ],
      sell: [
        {
          zh: '既然要卖，剩下的每一部分都应当先想好最坏的结果。',
          en: 'Once the decision is to sell, think of the worst for every part that is left.',
        },
      ],
    },
    later: [
      {
        zh: '激进一方假定总能按计划的价位成交，跳空时并非如此；在此前提下可以略作调整，但不超过能承受的损失。',
        en: 'The aggressive side assumes that orders fill at their price, which gaps disprove; with that said, a small move is possible, within the loss that can be borne.',
      },
      {
        zh: '对方的计算建立在走势照旧之上，本方不愿为此押上更多本金，只作小幅调整。',
        en: 'The others’ arithmetic assumes that things go on as before; this view will not stake more capital on that and adjusts only slightly.',
      },
    ],
    stop: {
      zh: '止损收紧，宁可早离场也不硬扛亏损',
      en: 'the stop is tight: better to be out than to sit through a loss',
    },
  },
};

/** A hold has no plan whose stop could be kept. */
export const standardStop: Localized = {
  zh: '止损取这一期限的标准宽度',
  en: 'the stop has the standard width of the horizon',
};
