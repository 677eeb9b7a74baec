import type { Language } from '../facts.ts';
import { fillPattern, type Pattern } from './fill-pattern.ts';

const patterns: readonly Pattern[] = [
  ['the heading names this column twice', '表头中这一列出现了两次'],
  ['the heading has no such column', '表头中没有这一列'],
  ['the heading has no valuation column', '表头中没有估值列'],
  ['the file has no rows', '文件没有数据行'],
  ['is longer than {} characters', '超过 {0} 个字符'],
  ['is row {}; a file may have {}', '是第 {0} 行；一个文件最多 {1} 行'],
  ['has {} columns; a file may have {}', '有 {0} 列；一个文件最多 {1} 列'],
  ['is cut into {}, the heading into {}', '分成 {0} 列，表头是 {1} 列'],
  ['is not a number above zero', '不是大于零的数字'],
  ['is not a number', '不是数字'],
  ['is not a whole number of shares', '不是整数股'],
  ['is not a number from {} to {}', '不是 {0} 至 {1} 之间的数字'],
  ['is beyond ±{}', '超出 ±{0}'],
  ['is more than {}', '大于上限 {0}'],
  ['is less than {}', '小于下限 {0}'],
  ['is before {}', '早于 {0}'],
  ['is negative', '是负数'],
  ['is zero', '是零'],
  ['is below the low of {}', '低于最低价 {0}'],
  ['is above the high of {}', '高于最高价 {0}'],
  [
    'is not a date; write YYYY-MM-DD, YYYY/MM/DD or YYYYMMDD',
    '不是日期；请写 YYYY-MM-DD、YYYY/MM/DD 或 YYYYMMDD',
  ],
  ['is the same day as line {}', '与第 {0} 行是同一天'],
  ['is in the future (today is {})', '在未来（今天是 {0}）'],
  ['is a Saturday or Sunday, when no exchange trades', '是周六或周日，交易所不开市'],
  ['is in lots of 100 shares (手): multiply volume by 100', '以手（100 股）为单位：请把成交量乘以 100'],
  [
    'is in lots of 100 shares (手) and amount in thousands (千元): multiply volume by 100 and amount by 1,000',
    '以手（100 股）为单位，且成交额以千元为单位：请把成交量乘以 100、成交额乘以 1,000',
  ],
  [
    'is in lots of 100 shares (手) and amount in ten thousands (万元): multiply volume by 100 and amount by 10,000',
    '以手（100 股）为单位，且成交额以万元为单位：请把成交量乘以 100、成交额乘以 10,000',
  ],
  [
    'fits an amount in thousands (千元): multiply amount by 1,000',
    '与以千元为单位的成交额相符：请把成交额乘以 1,000',
  ],
  [
    'fits an amount in ten thousands (万元): multiply amount by 10,000',
    '与以万元为单位的成交额相符：请把成交额乘以 10,000',
  ],
  [
    'is not in shares or amount not in the currency of the exchange; their product with the price should be about 1',
    '不是以股为单位，或成交额不是以交易所货币为单位；成交额 ÷（成交量 × 价格）应当接近 1',
  ],
  ['comes after {}; rows must ascend by date', '排在 {0} 之后；各行须按日期升序'],
];

/** Why a line of an import is refused, in the reader's language. */
export const sayFault = (reason: string, language: Language): string =>
  language === 'en' ? reason : (fillPattern(reason, patterns) ?? reason);
