import type { Language } from '@sagacity/contracts/facts';
import type { NewsItem } from '@sagacity/contracts/instruments';
import type { Snapshot } from '@sagacity/market/snapshot/port';
import { type EventType, eventTypeOf } from '../lexicon/events.ts';
import { newsDecay } from '../weights.ts';
import { scoreText } from './score-text.ts';

export interface ReadItem {
  readonly item: NewsItem;
  /** -1 to 1. */
  readonly score: number;
  /** 1 for today's, halving every half-life. */
  readonly weight: number;
  readonly type: EventType | undefined;
  readonly day: string;
}

const known = new WeakMap<readonly NewsItem[], readonly ReadItem[]>();

/** English where there is one, so that the result does not depend on the language of the report. */
const languageOf = (item: NewsItem): Language => (item.title.en || item.summary.en ? 'en' : 'zh');

/** Items of the last month with polarity, type and weight by age; newest first. */
export function readNews({ news, asOf }: Pick<Snapshot, 'news' | 'asOf'>): readonly ReadItem[] {
  const kept = known.get(news);
  if (kept) return kept;
  const end = Date.parse(`${asOf}T23:59:59Z`);
  const items = news.flatMap((item): ReadItem[] => {
    const ageDays = Math.max(0, (end - Date.parse(item.publishedAt)) / 86_400_000);
    if (ageDays > newsDecay.windowDays) return [];
    const language = languageOf(item);
    const [title, summary] = [item.title[language] ?? '', item.summary[language] ?? ''];
    const weight = 0.5 ** (Math.floor(ageDays) / newsDecay.halfLifeDays);
    const score = scoreText(`${title}. ${summary}`, language);
    const type = eventTypeOf(title, language) ?? eventTypeOf(summary, language);
    return [{ item, score, weight, type, day: item.publishedAt.slice(0, 10) }];
  });
  known.set(news, items);
  return items;
}

/** Weighted mean polarity, and the weight it rests on. */
export function newsBalance(items: readonly ReadItem[]): { score: number; weight: number } {
  const weight = items.reduce((sum, item) => sum + item.weight, 0);
  const signed = items.reduce((sum, item) => sum + item.score * item.weight, 0);
  return { score: weight === 0 ? 0 : signed / weight, weight };
}
