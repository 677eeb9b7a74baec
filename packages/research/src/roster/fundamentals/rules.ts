import { accountsAge, areStale, discounted } from '../../rules/fundamentals/accounts-age.ts';
import { cash, leverage } from '../../rules/fundamentals/balance.ts';
import { growth } from '../../rules/fundamentals/growth.ts';
import { profitability } from '../../rules/fundamentals/profitability.ts';
import { valuation, valuationReadings } from '../../rules/fundamentals/valuation.ts';
import { analystView } from '../../rules/prose/analyst-view.ts';
import { bullet, sayIn, table } from '../../rules/prose/text.ts';
import { familyNames } from '../../rules/prose/words.ts';
import { readFacts } from '../../rules/read-facts.ts';
import type { AgentOutput, AgentView } from '../port.ts';

const keyFigures = [
  'fundamentals.revenue',
  'fundamentals.net-income',
  'fundamentals.gross-margin',
  'fundamentals.net-margin',
  'fundamentals.eps',
  'fundamentals.market-cap',
  'valuation.pe-ttm',
  'valuation.pb',
  'valuation.ps-ttm',
];

/** Growth, profitability, balance sheet, cash conversion and valuation against own history. */
export function readFundamentals(view: AgentView): AgentOutput {
  const { snapshot, language } = view;
  const say = sayIn(language);
  const readings = [...valuationReadings(snapshot, view.facts), ...accountsAge(snapshot, view.facts)];
  const known = new Map([...view.facts, ...readings.map((fact) => [fact.id, fact] as const)]);
  const facts = readFacts(known);
  const stale = areStale(facts.find('fundamentals.age'));
  const groups = [
    ['growth', discounted(growth(facts), stale)],
    ['profitability', discounted(profitability(facts), stale)],
    ['leverage', discounted(leverage(facts), stale)],
    ['cash', discounted(cash(facts), stale)],
    ['valuation', valuation(facts)],
  ] as const;
  const missing = groups
    .filter(([, found]) => found.length === 0)
    .map(([family]) => familyNames[family][language]);
  const some = missing.length < groups.length;
  const opening = facts.has('fundamentals.period', 'fundamentals.announced')
    ? say(
        '最近一期财报截至 [[fundamentals.period]]，于 [[fundamentals.announced]] 公告；以下滚动数据均以此为准。',
        'The latest accounts cover the period to [[fundamentals.period]] and were announced on [[fundamentals.announced]]; trailing figures below rest on them.',
      )
    : some &&
      say(
        '没有财务报表数据，以下只依据每日估值序列。',
        'There are no financial statements; what follows rests on the daily valuation series alone.',
      );
  return analystView({
    view,
    section: 'fundamentals',
    findings: groups.flatMap(([, found]) => found),
    readings,
    score: {
      id: 'fundamentals.score',
      group: 'fundamentals',
      label: { zh: '基本面评分', en: 'Fundamentals score' },
    },
    opening: opening || undefined,
    body: [
      stale
        ? say(
            '公告距今已有 [[fundamentals.age]]，数据偏旧，相关读数的分量已经调低。',
            'They were announced [[fundamentals.age]] ago; as they are getting old, their readings count for less.',
          )
        : undefined,
      groups
        .map(([family, found]) => bullet(familyNames[family], found, language))
        .filter(Boolean)
        .join('\n'),
      table(
        [say('关键数值', 'Key figure'), say('读数', 'Reading')],
        keyFigures.map((id) => [known.get(id)?.label[language], known.has(id) ? `[[${id}]]` : undefined]),
      ),
      some && missing.length > 0
        ? say(
            `缺少数据、因而没有计入评分的方面：${missing.join('、')}。`,
            `Left out of the score for want of data: ${missing.join(', ').toLowerCase()}.`,
          )
        : undefined,
    ],
    absent: {
      zh: '没有财务报表，也没有足够长的估值历史，无法判断基本面。缺少数据不等于没有问题。',
      en: 'There are neither financial statements nor a long enough valuation history, so the fundamentals cannot be judged. Missing data is not a clean bill of health.',
    },
    caveat: facts.has('fundamentals.announced')
      ? say('下一期财报公布后应重新评估', 'the next set of accounts should prompt a review')
      : undefined,
  });
}
