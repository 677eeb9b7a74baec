import type { Localized } from '@sagacity/contracts/facts';
import type { Evidence } from '../../roster/port.ts';
import { familyOf } from '../finding.ts';
import { clearDirection, type Family } from '../weights.ts';

/** What the debate rests on: `own`, the points this side makes of the family, and `all` the analysts found. */
export interface Premises {
  readonly own: readonly Evidence[];
  readonly all: readonly Evidence[];
}

/** Said only when its premise holds; `else` follows from the direction of the evidence alone. */
interface Premised {
  readonly holds: (premises: Premises) => boolean;
  readonly says: Localized;
  readonly else: Localized;
}
type Meaning = Localized | Premised;

const reaches = (evidence: readonly Evidence[], family: Family, side: 1 | -1, least: number): boolean =>
  evidence.some(({ topic, direction }) => familyOf(topic) === family && direction * side > least);
/** Something found of a family clearly points one way, and nothing the other. */
const isClear = ({ all }: Premises, family: Family, side: 1 | -1): boolean =>
  reaches(all, family, side, clearDirection) && !reaches(all, family, side === 1 ? -1 : 1, 0);
const has = ({ own }: Premises, ...topics: readonly string[]): boolean =>
  own.some(({ topic }) => topics.includes(topic));

/** What evidence of a family means to each side. Said once in a debate; both may be said of one family, so neither denies the other. */
const meanings: Readonly<Record<Family, { readonly bull: Meaning; readonly bear: Meaning }>> = {
  trend: {
    bull: {
      zh: '以此衡量，价格的方向在买方一边',
      en: 'by this measure the direction of the price is with the buyer',
    },
    bear: {
      holds: (premises) => isClear(premises, 'trend', -1),
      says: {
        zh: '在它转好之前买入，等于替它判断何时结束',
        en: 'to buy before it has turned is to guess when it will',
      },
      else: {
        zh: '以此衡量，价格的方向不在买方一边',
        en: 'by this measure the direction of the price is not with the buyer',
      },
    },
  },
  momentum: {
    bull: {
      holds: (premises) => has(premises, 'momentum.recent') && isClear(premises, 'momentum', 1),
      says: {
        zh: '短线读数偏向买方，等待未必等得到更低的价格',
        en: 'the short term favours a buyer, and waiting may not bring a lower price',
      },
      else: { zh: '以此衡量，短线偏向买方', en: 'by this measure the short term favours a buyer' },
    },
    bear: {
      holds: (premises) => isClear(premises, 'momentum', -1),
      says: {
        zh: '短线读数不利于买方，不急于成交的人可以等',
        en: 'the short term does not favour a buyer, and nobody has to hurry',
      },
      else: { zh: '以此衡量，短线不利于买方', en: 'by this measure the short term does not favour a buyer' },
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
      holds: (premises) => isClear(premises, 'growth', -1),
      says: {
        zh: '缺少增长时，价格只能靠估值抬升',
        en: 'where growth is missing, only a higher valuation can lift the price',
      },
      else: {
        zh: '以此衡量，增长还没有落实',
        en: 'by this measure the growth has yet to show',
      },
    },
  },
  profitability: {
    bull: {
      holds: (premises) => has(premises, 'profitability.roe') && isClear(premises, 'profitability', 1),
      says: { zh: '有盈利能力的公司经得起等待', en: 'what earns well can be waited for' },
      else: {
        zh: '以此衡量，公司的盈利对买方有利',
        en: 'by this measure what the company earns helps a buyer',
      },
    },
    bear: {
      holds: (premises) => has(premises, 'profitability.roe') && isClear(premises, 'valuation', 1),
      says: {
        zh: '盈利能力不足时，低价未必便宜',
        en: 'where earning power is short, a low price need not be a cheap one',
      },
      else: {
        zh: '以此衡量，公司的盈利对买方不利',
        en: 'by this measure what the company earns hinders a buyer',
      },
    },
  },
  leverage: {
    bull: {
      holds: (premises) => isClear(premises, 'leverage', 1),
      says: { zh: '负债从容的公司能熬过坏年景', en: 'an easy balance sheet gets through a bad year' },
      else: { zh: '以此衡量，负债不构成负担', en: 'by this measure the debts are no burden' },
    },
    bear: {
      holds: (premises) => isClear(premises, 'leverage', -1),
      says: { zh: '偿付压力会把坏消息放大', en: 'pressure to repay makes bad news worse' },
      else: { zh: '以此衡量，负债是一项负担', en: 'by this measure the debts are a burden' },
    },
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
    bear: {
      holds: (premises) => !has(premises, 'valuation.loss'),
      says: { zh: '以此衡量，付出的价格不低', en: 'by this measure a good deal is being paid' },
      else: { zh: '付出的价格没有利润可以对照', en: 'there is no profit to hold the price against' },
    },
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

/** What the points of one family mean to the bull (`side` 1) or the bear, as far as the evidence carries it. */
export function principleOf(family: Family, side: 1 | -1, premises: Premises): Localized {
  const meaning = meanings[family][side === 1 ? 'bull' : 'bear'];
  if (!('holds' in meaning)) return meaning;
  return meaning.holds(premises) ? meaning.says : meaning.else;
}
