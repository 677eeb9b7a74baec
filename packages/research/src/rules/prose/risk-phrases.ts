import type { Localized } from '@sagacity/contracts/facts';
import type { Side } from '../scoring/rate.ts';
import type { RiskStyle } from '../weights.ts';

interface Phrases {
  /** What the style opens with, by the side of the plan. */
  readonly open: Readonly<Record<Side, readonly Localized[]>>;
  /** How it answers the others, in the second round and in later ones. */
  readonly later: readonly [Localized, Localized];
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
          zh: '波动是收益的来源；为躲开它而把仓位压到很小，等于放弃承担它的报酬。',
          en: 'Volatility is where returns come from; to shrink away from it is to forgo what bearing it pays.',
        },
      ],
      hold: [
        {
          zh: '没有方向不等于有风险；已持有的人在波动允许的范围内不必多减。',
          en: 'No direction is not the same as danger; within what volatility allows, those who hold need not cut further.',
        },
      ],
      sell: [
        {
          zh: '卖出时，成交的价格与卖出的决心同样重要。',
          en: 'In a sale the price one gets matters as much as the resolve to sell.',
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
        zh: '双方已经靠拢，剩下的分歧只在承担多少波动。',
        en: 'The sides have moved closer; what remains is how much volatility to bear.',
      },
      {
        zh: '若后续波动收敛，可以向激进一方靠拢；若放大，则向保守一方靠拢。',
        en: 'Should volatility narrow, move towards the aggressive side; should it widen, towards the conservative.',
      },
    ],
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
  },
};
