import { type GroundedText, type Report, reasonsOfSide } from '@sagacity/contracts/reports';
import { horizonNames, ratingNames } from '../../rules/prose/words.ts';

const percent = (share: number): string => `${Math.round(share * 100)}%`;

/** Rating, confidence, levels and reasons; or why there is no rating. */
export function decisionCard(
  { decision, gaps, language }: Pick<Report, 'decision' | 'gaps' | 'language'>,
  render: (text: GroundedText) => string,
): string {
  const say = (zh: string, en: string) => (language === 'zh' ? zh : en);
  if (decision.kind === 'unrated') return `**${say('不评级', 'No rating')}**\n\n${render(decision.because)}`;
  const level = (name: 'target' | 'stop'): string => {
    const price = decision[name];
    if (price) return `${price.price.toFixed(price.digits)} ${price.currency} (${price.formula})`;
    const why = gaps.find(({ what }) => what === `decision.${name}`)?.detail;
    return `${say('不设', 'none')}${why ? say(`：${why}`, `: ${why}`) : ''}`;
  };
  const rows = [
    [say('评级', 'Rating'), `**${ratingNames[decision.rating][language]}**`],
    [say('期限', 'Horizon'), horizonNames[decision.horizon][language]],
    [say('置信度', 'Confidence'), percent(decision.confidence)],
    [say('风险', 'Risk'), percent(decision.risk)],
    [say('目标', 'Target'), level('target')],
    [
      decision.rating.endsWith('sell') ? say('卖出失效价', 'Sale void above') : say('止损', 'Stop'),
      level('stop'),
    ],
    [
      decision.rating === 'hold' ? say('持有者上限', 'Most for a holder') : say('仓位', 'Position'),
      decision.positionPct === null ? say('不给出', 'none') : `${decision.positionPct}%`,
    ],
  ];
  const list = (title: string, texts: readonly GroundedText[]): string | undefined =>
    texts.length === 0 ? undefined : `**${title}**\n\n${texts.map((text) => `- ${render(text)}`).join('\n')}`;
  const sided = (side: 1 | -1) => reasonsOfSide(decision.reasons, side);
  return [
    [
      `| ${say('项目', 'Item')} | ${say('内容', 'Value')} |`,
      '| --- | --- |',
      ...rows.map((row) => `| ${row.join(' | ')} |`),
    ].join('\n'),
    render(decision.summary),
    list(say('看多的理由', 'Bullish reasons'), sided(1)),
    list(say('看空的理由', 'Bearish reasons'), sided(-1)),
    list(say('会改变决定的情况', 'What would change it'), decision.wouldChange),
  ]
    .filter(Boolean)
    .join('\n\n');
}
