const down =
  '(?<!涨)跌|降|下滑|回落|减少|缩|亏|低于|(?<!最)低(?![点位价谷])|少(?=\\s*$)|下方|折价|负增长|回撤|下行|收窄|流出|below|down|fell|fall|drop|declin|decreas|lower|lost|loses?|loss|slid|slip|slump|under|discount|drawdown|shrank|shrink|contract|narrow|downside|retreat|beneath|reduc|negative|outflow';
const up =
  '涨(?!跌)|升|增长|增加|提高|高于|(?<!最)高(?![点位价峰])|多(?=\\s*$)|增|上方|溢价|扩大|反弹|上行|upside|up|rose|rise|grew|grow|gain|climb|increas|jump|higher|above|premium|improv|widen|advanc|expand|exceed|surg|added|upward';
const words = new RegExp(`(?:\\b|(?<=[\\u4e00-\\u9fff]))?(?:(${down})|(${up}))`, 'gi');
const following = new RegExp(
  `^[\\s的]*(?:(?:of|to|in|a|the|year on year|y/y)\\s)*(?:(${down})|(${up}))`,
  'i',
);
const levelBefore =
  /(?:[至到为达在于是报的:：=(（]|低于|高于|超过|\b(?:to|at|of|is|was|were|reached|from|stands|stood|below|above|over|under|than|versus|vs\.?|reads))[\s$¥]{0,4}(?:about|around|roughly|约|近)?\s{0,3}$/i;
const nounBefore =
  /(?:跌幅|降幅|涨幅|增幅|增速|回撤|空间|幅度)[^,，。;；\d]{0,3}$|(?:gain|decline|drop|loss|increase|rise|fall|growth|drawdown|discount|premium)s?\s(?:of|is|was|stands at|at)\s(?:about|around|roughly)?\s{0,3}$/i;

/** Which way the words around a number point: -1 down, 1 up, 0 neither. `before` and `after` reach to the clause's ends. */
export function directionOf(before: string, after: string): -1 | 0 | 1 {
  const next = following.exec(after);
  if (next) return next[1] ? -1 : 1;
  const last40 = before.slice(-40);
  if (levelBefore.test(last40) && !nounBefore.test(last40)) return 0;
  let last: RegExpMatchArray | undefined;
  for (const match of before.matchAll(words)) last = match;
  return last ? (last[1] ? -1 : 1) : 0;
}
