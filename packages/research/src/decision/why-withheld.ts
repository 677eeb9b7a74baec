import type { Fact, Localized } from '@sagacity/contracts/facts';
import type { Horizon } from '@sagacity/contracts/reports';
import type { Snapshot } from '@sagacity/market/snapshot/port';
import { type ReadingSpec, reading } from '../rules/reading.ts';
import { enoughEvidence } from '../rules/weights.ts';

/** A reason to give no rating whatever was written, in both languages, with the readings its text cites. */
export interface Withheld {
  readonly because: Localized;
  readonly facts: readonly Fact[];
}

type Input = Pick<Snapshot, 'asOf' | 'instrument' | 'doubts' | 'facts' | 'news'>;
type Part = Pick<ReadingSpec, 'id' | 'zh' | 'en' | 'value' | 'unit' | 'digits' | 'formula'>;

const make = (snapshot: Input, part: Part): Fact =>
  reading(snapshot, { group: 'decision', inputs: [], ...part });

function doubted(snapshot: Input): Withheld[] {
  const doubt = snapshot.doubts.at(-1);
  if (!doubt) return [];
  const ratio = make(snapshot, {
    id: 'decision.jump-ratio',
    zh: '可疑跳空：收盘价与前收盘价之比',
    en: 'Suspect jump: close over previous close',
    value: doubt.ratio,
    unit: 'ratio',
    digits: 3,
    formula: 'close / previous close, after the adjustments known',
  });
  const day: Fact = {
    ...ratio,
    id: 'decision.jump-day',
    label: { zh: '可疑跳空的日期', en: 'Day of the suspect jump' },
    value: doubt.day,
    unit: 'date',
    digits: 0,
  };
  return [
    {
      because: {
        zh: '[[decision.jump-day]] 的收盘价是前一日的 [[decision.jump-ratio]]，像是没有复权因子的拆股或送转，该日前后的价格不可比',
        en: 'the close of [[decision.jump-day]] is [[decision.jump-ratio]] the one before, like a split without its factor, so prices before and after that day do not compare',
      },
      facts: [day, ratio],
    },
  ];
}

function tooYoung(snapshot: Input, horizon: Horizon): Withheld[] {
  const least = enoughEvidence.bars[horizon];
  const bars = snapshot.facts.find(({ id }) => id === 'market.bars')?.value;
  if (typeof bars !== 'number' || bars >= least) return [];
  const wanted = make(snapshot, {
    id: 'decision.bars-wanted',
    zh: '评级至少需要的日线数',
    en: 'Daily bars a rating needs',
    value: least,
    unit: 'count',
    digits: 0,
    formula: `declared minimum, ${horizon} horizon`,
  });
  return [
    {
      because: {
        zh: '只有 [[market.bars]] 根日线，该投资期限至少需要 [[decision.bars-wanted]] 根',
        en: 'there are [[market.bars]] daily bars, and this horizon needs at least [[decision.bars-wanted]]',
      },
      facts: [wanted],
    },
  ];
}

function tooNarrow({ facts, news }: Input, horizon: Horizon): Withheld[] {
  const groups = ['market', 'fundamentals', 'valuation'].filter((name) =>
    facts.some(({ group }) => group === name),
  );
  if (groups.length + (news.length > 0 ? 1 : 0) >= enoughEvidence.kinds[horizon]) return [];
  return [
    {
      because: {
        zh: '该投资期限不能只凭一类数据评级，财务报表、估值与新闻都没有',
        en: 'at this horizon one kind of data carries no rating, and there is nothing beside it of accounts, valuation and news',
      },
      facts: [],
    },
  ];
}

/** Why no engine may rate the instrument on this snapshot; empty when one may. */
export const whyWithheld = (snapshot: Input, horizon: Horizon): Withheld[] => [
  ...doubted(snapshot),
  ...tooYoung(snapshot, horizon),
  ...tooNarrow(snapshot, horizon),
];
