import type { Fact } from '@sagacity/contracts/facts';
import type { Snapshot } from '@sagacity/market/snapshot/port';
import { clamp, type Finding, finding } from '../finding.ts';
import { type EventType, eventRules, eventTypes } from '../lexicon/events.ts';
import { reading } from '../reading.ts';
import { bounds, clearDirection, newsEvidence } from '../weights.ts';
import { newsBalance, type ReadItem } from './read-news.ts';

const formula =
  'lexicon polarity of title and summary with negation and intensity, weight 0.5^(age/7 days), 30 days';

/** Score, weight and counts of the month's news. */
export function newsReadings(snapshot: Snapshot, items: readonly ReadItem[]): Fact[] {
  if (items.length === 0) return [];
  const { score, weight } = newsBalance(items);
  const count = (id: string, zh: string, en: string, value: number): Fact =>
    reading(snapshot, { id, group: 'news', zh, en, value, unit: 'count', digits: 0, formula, inputs: [] });
  return [
    reading(snapshot, {
      id: 'news.tone',
      group: 'news',
      zh: '新闻倾向',
      en: 'News tone',
      value: score,
      unit: 'points',
      digits: 2,
      formula: `weighted mean of ${formula}`,
      inputs: [],
    }),
    reading(snapshot, {
      id: 'news.weight',
      group: 'news',
      zh: '新闻有效权重',
      en: 'Weight of news',
      value: weight,
      unit: 'points',
      digits: 2,
      formula: 'sum of 0.5^(age/7 days)',
      inputs: [],
    }),
    count('news.positive', '正面新闻数', 'Positive items', items.filter((each) => each.score > 0).length),
    count('news.negative', '负面新闻数', 'Negative items', items.filter((each) => each.score < 0).length),
    count('news.read', '读取的新闻数', 'Items read', items.length),
    ...eventTypes.flatMap((type) => {
      const own = items.filter((each) => each.type === type);
      const { zh, en } = eventRules[type].label;
      if (own.length === 0) return [];
      const spec = {
        id: `news.tone-${type}`,
        group: 'news',
        zh: `${zh}类新闻倾向`,
        en: `Tone of ${en} news`,
        unit: 'points',
        digits: 2,
      } as const;
      return [
        reading(snapshot, {
          ...spec,
          value: newsBalance(own).score,
          formula: `weighted mean of ${formula}`,
          inputs: [],
        }),
      ];
    }),
  ];
}

/** Items of each event type, the type with the most weight first. */
export function byEvent(items: readonly ReadItem[]): Array<readonly [EventType, readonly ReadItem[]]> {
  const heft = (own: readonly ReadItem[]) =>
    own.reduce((sum, each) => sum + each.weight * (0.2 + Math.abs(each.score)), 0);
  return eventTypes
    .map((type) => [type, items.filter((each) => each.type === type)] as const)
    .filter(([, own]) => own.length > 0)
    .sort((a, b) => heft(b[1]) - heft(a[1]));
}

export function newsFindings(items: readonly ReadItem[]): Finding[] {
  const { score, weight } = newsBalance(items);
  if (weight < bounds.minNewsWeight) return [];
  const counts = {
    zh: '正面 [[news.positive]]条、负面 [[news.negative]]条',
    en: '[[news.positive]] positive against [[news.negative]] negative',
  };
  const strength = clamp(weight / newsEvidence.fullWeight, newsEvidence.least, newsEvidence.most);
  const faint =
    Math.abs(score * 2) < clearDirection
      ? { zh: '没有明显倾向', en: 'no clear side' }
      : score > 0
        ? { zh: '略偏正面', en: 'slightly positive' }
        : { zh: '略偏负面', en: 'slightly negative' };
  const overall =
    Math.abs(score) < bounds.newsClear
      ? finding(
          'news.tone',
          score * 2,
          0.3,
          `近一月新闻${counts.zh}，加权倾向 [[news.tone]]，${faint.zh}`,
          `the month’s news counts ${counts.en}, a weighted tone of [[news.tone]]: ${faint.en}`,
        )
      : finding(
          'news.tone',
          score * 2,
          strength,
          `近一月新闻${counts.zh}，加权倾向 [[news.tone]]，消息面${score > 0 ? '偏暖' : '偏冷'}`,
          `the month’s news counts ${counts.en}, a weighted tone of [[news.tone]]: the flow is ${score > 0 ? 'supportive' : 'adverse'}`,
        );
  const events = byEvent(items)
    .slice(0, 3)
    .flatMap(([type, own]): Finding[] => {
      const tone = newsBalance(own);
      if (Math.abs(tone.score) < bounds.newsClear || own.length < newsEvidence.itemsOfType) return [];
      const { label, bearsOn } = eventRules[type];
      return [
        finding(
          `news.${type}`,
          tone.score * 1.5,
          Math.min(0.6, 0.25 + tone.weight / 8),
          `${label.zh}类消息倾向 [[news.tone-${type}]]，影响的是${bearsOn.zh}`,
          `${label.en} news has a tone of [[news.tone-${type}]] and bears on ${bearsOn.en}`,
        ),
      ];
    });
  return [overall, ...events];
}
