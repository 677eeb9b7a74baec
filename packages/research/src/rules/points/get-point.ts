import type { Language, Localized } from '@sagacity/contracts/facts';
import { AppError } from '@sagacity/kernel';
import type { Evidence } from '../../roster/port.ts';
import { familyOf } from '../finding.ts';
import { type EventType, eventRules, eventTypes } from '../lexicon/events.ts';
import { familyNames } from '../prose/words.ts';
import type { Family } from '../weights.ts';
import { companyPoints } from './company-points.ts';
import { crowdPoints } from './crowd-points.ts';
import { marketPoints } from './market-points.ts';
import { type Point, point } from './port.ts';

const eventPoint = (type: EventType): Point => {
  const { zh, en } = eventRules[type].label;
  const text = [
    `${zh}类消息的加权倾向为 [[news.tone-${type}]]`,
    `the weighted tone of ${en} news is [[news.tone-${type}]]`,
  ] as const;
  return point([`${zh}类消息`, `${en} news`], text, text);
};

export const points: Readonly<Record<string, Point>> = {
  ...marketPoints,
  ...companyPoints,
  ...crowdPoints,
  ...Object.fromEntries(eventTypes.map((type) => [`news.${type}`, eventPoint(type)])),
};

export function getPoint(topic: string): Point {
  const found = points[topic];
  if (!found) throw new AppError('INTERNAL', `No point is written for the topic "${topic}".`, { topic });
  return found;
}

export const nameOf = ({ topic }: Pick<Evidence, 'topic'>): Localized => getPoint(topic).name;

/** The short form of a piece of evidence. One without direction has none: its claim stands for itself. */
export function shortOf({ topic, direction, claim }: Evidence, language: Language): string {
  const { bull, bear } = getPoint(topic);
  return (direction > 0 ? bull : direction < 0 ? bear : undefined)?.[language] ?? claim;
}

/** Points in running text by area: `趋势（均线次序、均线斜率）和成长（营收增速）`, `trend (…) and growth (…)`. */
export function listPoints(evidence: readonly Pick<Evidence, 'topic'>[], language: Language): string {
  const zh = language === 'zh';
  const areas = [...new Set(evidence.map(({ topic }) => familyOf(topic) as Family))].map((family) => {
    const own = evidence.filter(({ topic }) => familyOf(topic) === family);
    const names = own.map((each) => nameOf(each)[language]).join(zh ? '、' : ', ');
    const area = familyNames[family][language];
    if (names === area || names === area.toLowerCase()) return names;
    return zh ? `${area}（${names}）` : `${area.toLowerCase()} (${names})`;
  });
  const last = areas.at(-1) ?? '';
  if (areas.length < 2) return last;
  return zh ? `${areas.slice(0, -1).join('、')}和${last}` : `${areas.slice(0, -1).join(', ')} and ${last}`;
}
