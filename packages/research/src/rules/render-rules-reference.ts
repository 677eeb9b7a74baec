import { familyNames, horizonNames } from './prose/words.ts';
import { readingTopics } from './reading-topics.ts';
import * as declared from './weights.ts';

const table = (head: readonly string[], rows: ReadonlyArray<readonly (string | number)[]>): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
const pairs = (values: object): string =>
  table(
    ['Name', 'Value'],
    Object.entries(values).map(([name, value]) => [`\`${name}\``, String(value)]),
  );

/** The page `docs/reference/rules-engine.md`, written from the declared weights, so that it can be checked for freshness. */
export function renderRulesReference(): string {
  const horizons = ['short', 'medium', 'long'] as const;
  const weights = declared.families.map((family) => [
    `${familyNames[family].en} (\`${family}\`)`,
    ...horizons.map((horizon) => declared.familyWeights[horizon][family]),
  ]);
  const parts = [
    '# The rules engine',
    'Generated from `packages/research/src/rules/weights.ts`. The engine `rules` uses no model: every reading is arithmetic on the facts of the run’s snapshot, and the same snapshot, configuration and earlier decisions always give the same report.',
    '## From readings to a rating',
    `1. Each analyst turns facts into *readings*: a direction from -1 (against buying) to 1 (for), a strength from 0 to 1, and a claim that cites its facts.\n2. A *family* groups readings. Its score is \`sum(direction x strength) / sum(max(strength, ${declared.strengthFloor}))\`.\n3. The overall score is the mean of the family scores, weighted by the horizon’s weights. Families without evidence do not count; their share is reported as missing coverage. Below the ADX bound of a trend, the other trend readings keep ${declared.trendlessShare} of their strength. A difference below the least one stated for its reading speaks for no side.\n4. The score gives the rating.`,
    '## Weights by horizon, percent',
    table(['Family', ...horizons.map((horizon) => horizonNames[horizon].en)], weights),
    '## Ratings',
    table(
      ['Rating', 'Score from'],
      [...declared.ratingFloors.map(([rating, floor]) => [rating, floor]), ['strong-sell', -1]],
    ),
    '## When no rating is given',
    `Any of: no close; fewer than ${declared.enoughEvidence.readings} readings; evidence for less than ${declared.enoughEvidence.coverage * 100} % of the horizon’s weights; the last bar older than ${declared.enoughEvidence.maxAgeDays} days. For both engines also: too few daily bars or kinds of data for the horizon (prices, accounts, valuation, news); a jump like a split among the last 500 bars without a factor that explains it; more than ${declared.mostStruckShare * 100} % of the report’s numbers struck.`,
    table(
      ['Horizon', 'Daily bars, at least', 'Kinds of data, at least'],
      horizons.map((horizon) => [
        horizonNames[horizon].en,
        declared.enoughEvidence.bars[horizon],
        declared.enoughEvidence.kinds[horizon],
      ]),
    ),
    '## Confidence',
    `\`${declared.confidenceParts.base} + ${declared.confidenceParts.freshness} x freshness + basis x (${declared.confidenceParts.breadth} + ${declared.confidenceParts.agreement} x agreement)\`, at most ${declared.confidenceParts.max}. The basis is \`${declared.confidenceBasis.coverage} x coverage + ${declared.confidenceBasis.history} x history + ${declared.confidenceBasis.kinds} x kinds\`: the weight with evidence, the daily bars over ${horizons.map((horizon) => `${declared.confidenceBasis.fullBars[horizon]} (${horizon})`).join(', ')}, at most 1, and the share of the kinds of evidence heard (${declared.kinds.join(', ')}). A few readings that agree are therefore no ground for much confidence. Agreement is \`|sum(score x weight)| / sum(|score| x weight)\`; freshness falls from 1 to 0 over ${declared.enoughEvidence.maxAgeDays} days since the last bar.`,
    '## Earlier decisions',
    `From depth 2 on the research manager looks at up to three earlier rated decisions of the same owner on the instrument, as of earlier days. Each is judged by the run’s own bars at the first of its stop touched (wrong), its target touched (right) and its horizon over: ${horizons.map((horizon) => `${declared.callSessions[horizon]} trading days (${horizon})`).join(', ')}. Of a day that touches both, the stop counts. A call that still runs is told and not judged. A move is usual up to \`${declared.wrongCall.atrs} x ATR(14) of close x sqrt(trading days since)\`. At the end of its horizon a purchase or sale is clearly wrong after a move against it beyond that, a hold after such a move either way; a move below ${declared.wrongCall.flatShare} of the usual one tells nothing. After a wrong call confidence is multiplied by ${declared.wrongCall.confidenceShare}, once.`,
    '## Risk',
    `Weighted mean of the parts that are known, each from 0 to 1. Volatility counts in full at ${declared.fullRisk.volatilityPct} % a year, drawdown at ${declared.fullRisk.drawdownPct} %.`,
    pairs(declared.riskParts),
    '## Levels',
    'Stop and target in ATR(14) from the close; a sale mirrors a purchase; a hold has neither. A report has one stop; the risk styles differ in size alone. Where the target is a distance too, reward over risk is the ratio of two declared distances and no ground for a size.',
    table(
      ['Horizon', 'Stop', 'Target', 'Least distance'],
      horizons.map((horizon) => [
        horizonNames[horizon].en,
        declared.levelAtrs[horizon].stop,
        declared.levelAtrs[horizon].target,
        declared.leastAtrs[horizon],
      ]),
    ),
    'A stop or target nearer than the least distance is not given, by either engine, and the gap says so. The research is to be made again, which is no exit, on a close beyond the nearest unbroken level or MA60 between the least distance and the stop (the target’s distance for a hold), else beyond the stop’s distance. A level is unbroken when no close has crossed it since it formed; within 6 ATRs of the close the two with the most swings within half an ATR are named, else the nearest.',
    `A pivot (resistance for a purchase, support for a sale) becomes the target when it lies between ${declared.levelAsTarget.min} and ${declared.levelAsTarget.max} times the ATR target. The entry zone reaches from ${declared.entryAtrs.pullback} ATR better than the close to ${declared.entryAtrs.chase} ATR worse.`,
    '## Position',
    'Each risk style sizes so that the position adds no more than its volatility to the portfolio: `min(cap, volatility target / volatility of the instrument)`.',
    table(
      ['Style', 'Volatility target, % a year', 'Cap, %'],
      Object.entries(declared.riskStyles).map(([style, { volatilityPct, capPct }]) => [
        style,
        volatilityPct,
        capPct,
      ]),
    ),
    `In later rounds a style moves ${declared.concession * 100} % of the way to the mean of the other two. The risk manager mixes the styles by risk \`r\`: aggressive \`1 - r\`, neutral ${declared.styleMix(0.5).neutral}, conservative \`r\`, divided by their sum, and multiplies by \`${declared.confidenceSize.floor} + ${1 - declared.confidenceSize.floor} x confidence\`. A sale keeps nothing. For a hold ${declared.holdShare * 100} % of that is the most a holder may keep; who does not hold opens nothing.`,
    '## News',
    `Polarity words of title and summary (English where there is one, else Chinese) with negation and intensity; an item loses half its weight in ${declared.newsDecay.halfLifeDays} days and is not read after ${declared.newsDecay.windowDays}. A tone needs a total weight of ${declared.bounds.minNewsWeight}; its strength is the weight over ${declared.newsEvidence.fullWeight}, from ${declared.newsEvidence.least} to ${declared.newsEvidence.most}. An event type is a reading of its own from ${declared.newsEvidence.itemsOfType} items on.`,
    '## The readings',
    table(['Topic', 'From', 'Speaks for', 'Speaks against'], readingTopics),
    '## Bounds of the readings',
    pairs(declared.bounds),
  ];
  return `${parts.join('\n\n')}\n`;
}
