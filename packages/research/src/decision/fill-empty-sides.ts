import type { Language, Localized } from '@sagacity/contracts/facts';
import type { ReasonDraft } from '../roster/port.ts';

const always: readonly Localized[] = [
  { zh: '管理层与竞争对手', en: 'management and competitors' },
  { zh: '本报告日期之后的变化', en: 'whatever came after the day of this report' },
];

/** The reasons, with one of direction 0 that names what was not examined where a side has none: nobody has seen everything. */
export function fillEmptySides(
  reasons: readonly ReasonDraft[],
  unexamined: readonly Localized[],
  language: Language,
): ReasonDraft[] {
  const areas = unexamined.length > 0 ? unexamined : always;
  const zh = areas.map((area) => area.zh).join('、');
  const en = areas.map((area) => area.en.charAt(0).toLowerCase() + area.en.slice(1)).join(', ');
  const gap = (zhSaid: string, enSaid: string): ReasonDraft => ({
    direction: 0,
    claim:
      language === 'zh'
        ? `已检视的数据中没有${zhSaid}的依据；没有检视的是：${zh}。`
        : `Nothing that was examined is ${enSaid}; what was not examined: ${en}.`,
  });
  const [bullish, bearish] = [1, -1].map((side) => reasons.some(({ direction }) => direction * side > 0));
  if (bullish && bearish) return [...reasons];
  if (bullish) return [...reasons, gap('看空', 'bearish')];
  return [...reasons, bearish ? gap('看多', 'bullish') : gap('看多或看空', 'bullish or bearish')];
}
