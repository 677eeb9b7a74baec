import type { Localized } from '@sagacity/contracts/facts';
import type { RiskStyle } from '../weights.ts';

/** What each style opens with and how it answers the others, first round and later ones. */
export const riskPhrases: Readonly<
  Record<
    RiskStyle,
    { readonly open: readonly Localized[]; readonly later: readonly Localized[]; readonly stop: Localized }
  >
> = {
  aggressive: {
    open: [
      {
        zh: '证据成立时，仓位太小本身就是风险：判断正确却没有分享到收益。',
        en: 'When the evidence holds, too small a position is a risk of its own: being right without being paid for it.',
      },
      {
        zh: '波动是收益的来源，过紧的止损只会把正常起伏变成亏损。',
        en: 'Volatility is where returns come from; a stop that is too tight only turns ordinary swings into losses.',
      },
    ],
    later: [
      {
        zh: '保守一方把波动等同于亏损，这高估了风险；不过其对跳空的提醒可以接受，因此略微收缩仓位。',
        en: 'The conservative side treats swings as losses and so overstates the risk; its warning about gaps is fair, hence a somewhat smaller size.',
      },
      {
        zh: '两位同事的谨慎有其道理，但继续缩减会使计划失去意义，本方只作有限让步。',
        en: 'The caution of both colleagues has its reasons, but shrinking further would empty the plan; the concession stays limited.',
      },
    ],
    stop: { zh: '止损放宽，给趋势留出空间', en: 'the stop is wide, to leave the trend room' },
  },
  neutral: {
    open: [
      {
        zh: '激进一方低估了连续触及止损的代价，保守一方又低估了错过的代价；合理的位置在两者之间。',
        en: 'The aggressive side underrates a run of stopped trades, the conservative side underrates what is missed; the reasonable place lies between.',
      },
      { zh: '仓位应当由波动决定，而不是由信念决定。', en: 'Size should follow volatility, not conviction.' },
    ],
    later: [
      {
        zh: '双方立场已经靠拢，剩下的分歧主要在止损宽度；本方维持以计划止损为准。',
        en: 'The sides have moved closer and what remains is the width of the stop; this view keeps to the planned one.',
      },
      {
        zh: '若后续波动收敛，可以向激进一方靠拢；若放大，则向保守一方靠拢。',
        en: 'Should volatility narrow, move towards the aggressive side; should it widen, towards the conservative.',
      },
    ],
    stop: { zh: '止损沿用交易计划', en: 'the stop is the one of the trade plan' },
  },
  conservative: {
    open: [
      {
        zh: '先问最坏会怎样：历史上的深度回撤说明，价格可以在没有坏消息时走得很远。',
        en: 'Ask first how bad it can get: past drawdowns show how far the price can travel without any bad news.',
      },
      {
        zh: '本金的损失需要更大的涨幅才能弥补，错过一次机会则不需要弥补。',
        en: 'A loss of capital takes a larger gain to repair; a missed chance needs no repair.',
      },
    ],
    later: [
      {
        zh: '激进一方仍假定止损总能按价成交，跳空时并非如此；在此前提下可以略微提高仓位，但不超过能承受的损失。',
        en: 'The aggressive side still assumes that stops fill at their price, which gaps disprove; with that said, the size may rise a little, within the loss that can be borne.',
      },
      {
        zh: '对方的盈亏计算建立在趋势延续之上，本方不愿为此押上更多本金，只作小幅调整。',
        en: 'The others’ arithmetic assumes that the trend goes on; this view will not stake more capital on that and adjusts only slightly.',
      },
    ],
    stop: {
      zh: '止损收紧，宁可错过也不扛单',
      en: 'the stop is tight: better to be out than to sit through a loss',
    },
  },
};
