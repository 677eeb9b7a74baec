import { levelReadings, levels } from '../../rules/market/levels.ts';
import { momentum } from '../../rules/market/momentum.ts';
import { trend } from '../../rules/market/trend.ts';
import { rangeReading, volatility } from '../../rules/market/volatility.ts';
import { volume } from '../../rules/market/volume.ts';
import { analystView } from '../../rules/prose/analyst-view.ts';
import { doubtText } from '../../rules/prose/doubt-text.ts';
import { bullet, sayIn, table } from '../../rules/prose/text.ts';
import { familyNames } from '../../rules/prose/words.ts';
import { readFacts } from '../../rules/read-facts.ts';
import type { AgentOutput, AgentView } from '../port.ts';

const keyFigures = [
  'market.ma20',
  'market.ma60',
  'market.ma250',
  'market.rsi14',
  'market.atr14',
  'market.support-1',
  'market.resistance-1',
  'market.high-250d',
  'market.low-250d',
];

/** Trend, momentum, volume, volatility and levels of the price. */
export function readMarket(view: AgentView): AgentOutput {
  const doubtful = doubtText(view, 'market');
  if (doubtful) return doubtful;
  const { snapshot, language } = view;
  const say = sayIn(language);
  const readings = [...levelReadings(snapshot, view.facts), ...rangeReading(snapshot, readFacts(view.facts))];
  const known = new Map([...view.facts, ...readings.map((fact) => [fact.id, fact] as const)]);
  const facts = readFacts(known);
  const groups = [
    ['trend', trend(facts)],
    ['momentum', momentum(facts)],
    ['volume', volume(facts)],
    ['volatility', volatility(facts)],
    ['levels', levels(known)],
  ] as const;
  const simulated = snapshot.simulated
    ? say(
        '行情为模拟交易所生成的模拟数据，不对应任何真实公司。',
        'The prices are simulated by the demo exchange and belong to no real company. ',
      )
    : '';
  const change = facts.has('market.change-1d')
    ? say('，当日涨跌 [[market.change-1d]]', ', a change of [[market.change-1d]] on the day')
    : '';
  const year = facts.has('market.from-high-250d')
    ? say(
        '，距一年最高价 [[market.from-high-250d]]',
        ' and [[market.from-high-250d]] from the year’s highest price',
      )
    : '';
  const opening = facts.has('market.close', 'market.last-day')
    ? say(
        `${simulated}截至 [[market.last-day]]，收盘价 [[market.close]]${change}${year}。`,
        `${simulated}On [[market.last-day]] the price closed at [[market.close]]${change}${year}.`,
      )
    : undefined;
  const pivot = facts.has('market.ma60')
    ? say(
        '若收盘价有效穿越 MA60（[[market.ma60]]），技术面的判断需要重新评估',
        'a decisive close across MA60 ([[market.ma60]]) would call for a fresh look',
      )
    : undefined;
  return analystView({
    view,
    section: 'market',
    findings: groups.flatMap(([, found]) => found),
    readings,
    score: { id: 'market.score', group: 'market', label: { zh: '技术面评分', en: 'Market score' } },
    opening,
    body: [
      groups
        .map(([family, found]) => bullet(familyNames[family], found, language))
        .filter(Boolean)
        .join('\n'),
      table(
        [say('关键数值', 'Key figure'), say('读数', 'Reading')],
        keyFigures.map((id) => [known.get(id)?.label[language], known.has(id) ? `[[${id}]]` : undefined]),
      ),
    ],
    absent: {
      zh: '没有可用的行情指标，无法作技术面判断。这不是中性结论，而是没有结论。',
      en: 'No price indicators are available, so there is no technical view. That is not a neutral view; it is none.',
    },
    caveat: pivot,
  });
}
