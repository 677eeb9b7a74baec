import type { Localized } from '@sagacity/contracts/facts';
import type { Family } from '../weights.ts';

interface Principle {
  readonly bull: Localized;
  readonly bear: Localized;
}

/** What evidence of a family means to each side. Said once in a debate; both may be said of one family, so neither denies the other. */
export const principles: Readonly<Record<Family, Principle>> = {
  trend: {
    bull: {
      zh: '以此衡量，价格的方向在买方一边',
      en: 'by this measure the direction of the price is with the buyer',
    },
    bear: {
      zh: '在它转好之前买入，等于替它判断何时结束',
      en: 'to buy before it has turned is to guess when it will',
    },
  },
  momentum: {
    bull: {
      zh: '短线读数偏向买方，等待未必等得到更低的价格',
      en: 'the short term favours a buyer, and waiting may not bring a lower price',
    },
    bear: {
      zh: '短线读数不利于买方，不急于成交的人可以等',
      en: 'the short term does not favour a buyer, and nobody has to hurry',
    },
  },
  volume: {
    bull: { zh: '成交的分布偏向买方', en: 'the way shares changed hands favours a buyer' },
    bear: { zh: '成交的分布偏向卖方', en: 'the way shares changed hands favours a seller' },
  },
  volatility: {
    bull: { zh: '以此衡量，持有的过程相对平稳', en: 'by this measure holding is comparatively calm' },
    bear: { zh: '以此衡量，判断错误的代价偏高', en: 'by this measure being wrong is expensive' },
  },
  levels: {
    bull: { zh: '从价位上看，赔率偏向买方', en: 'by the levels the odds are with the buyer' },
    bear: { zh: '从价位上看，赔率不在买方一边', en: 'by the levels the odds are not with the buyer' },
  },
  growth: {
    bull: { zh: '增长让价格有所依循', en: 'growth gives the price something to follow' },
    bear: {
      zh: '缺少增长时，价格只能靠估值抬升',
      en: 'where growth is missing, only a higher valuation can lift the price',
    },
  },
  profitability: {
    bull: { zh: '有盈利能力的公司经得起等待', en: 'what earns well can be waited for' },
    bear: {
      zh: '盈利能力不足时，低价未必便宜',
      en: 'where earning power is short, a low price need not be a cheap one',
    },
  },
  leverage: {
    bull: { zh: '负债从容的公司能熬过坏年景', en: 'an easy balance sheet gets through a bad year' },
    bear: { zh: '偿付压力会把坏消息放大', en: 'pressure to repay makes bad news worse' },
  },
  cash: {
    bull: { zh: '有现金对应的利润才可信', en: 'profits that arrive as cash can be believed' },
    bear: {
      zh: '没有收到现金的利润应当打折看',
      en: 'profits that did not arrive as cash deserve a discount',
    },
  },
  valuation: {
    bull: { zh: '以此衡量，付出的价格不高', en: 'by this measure little is being paid' },
    bear: { zh: '以此衡量，付出的价格不低', en: 'by this measure a good deal is being paid' },
  },
  news: {
    bull: { zh: '这些消息对买方有利', en: 'what is reported helps a buyer' },
    bear: { zh: '这些消息对买方不利', en: 'what is reported hinders a buyer' },
  },
  crowd: {
    bull: { zh: '从参与者的做法看，时机偏向买方', en: 'by what people do, the timing favours a buyer' },
    bear: {
      zh: '从参与者的做法看，时机不在买方一边',
      en: 'by what people do, the timing is not the buyer’s',
    },
  },
};
