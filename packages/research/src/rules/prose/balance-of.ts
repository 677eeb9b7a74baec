import type { Localized } from '@sagacity/contracts/facts';
import type { Evidence } from '../../roster/port.ts';
import { familyOf } from '../finding.ts';
import type { Family } from '../weights.ts';
import { vary } from './text.ts';
import { familyNames } from './words.ts';

const nameOf = ({ topic }: Evidence): Localized => familyNames[familyOf(topic) as Family];

/** Which family carries a view and which speaks against it, in one sentence; `breadth`: how much evidence there is. */
export function balanceOf(
  best: Evidence | undefined,
  counter: Evidence | undefined,
  seed: string,
  breadth: { readonly families: number; readonly readings: number },
): Localized {
  if (!best)
    return {
      zh: '各项读数都不鲜明，没有哪一方面起主导作用。',
      en: 'No reading is pronounced and none leads.',
    };
  const lead = nameOf(best);
  if (breadth.readings === 1)
    return {
      zh: '这一判断只有一项读数支撑，分量有限。',
      en: 'A single reading supports this, so it carries little weight.',
    };
  if (!counter && breadth.families === 1)
    return vary(seed, [
      {
        zh: '各项读数方向一致，没有明显的反面证据。',
        en: 'The readings point one way and none clearly contradicts them.',
      },
      {
        zh: '这些读数彼此印证，没有哪一项与之冲突。',
        en: 'The readings bear one another out; none conflicts.',
      },
    ]);
  if (!counter)
    return vary(seed, [
      {
        zh: `起主导作用的是${lead.zh}，各项读数中没有明显的反面证据。`,
        en: `It rests mainly on ${lead.en.toLowerCase()}, and no reading clearly contradicts it.`,
      },
      {
        zh: `${lead.zh}分量最重，其余方面没有与之冲突。`,
        en: `${lead.en} weighs most, and nothing else stands against it.`,
      },
    ]);
  const other = nameOf(counter);
  if (lead === other)
    return {
      zh: `分歧集中在${lead.zh}本身：其中的读数并不一致，结论的把握因此降低。`,
      en: `The disagreement lies within ${lead.en.toLowerCase()} itself, whose readings do not agree; that lowers the certainty.`,
    };
  return vary(seed, [
    {
      zh: `起主导作用的是${lead.zh}，主要的反面证据来自${other.zh}。`,
      en: `It rests mainly on ${lead.en.toLowerCase()}; what contradicts it comes from ${other.en.toLowerCase()}.`,
    },
    {
      zh: `${lead.zh}分量最重；${other.zh}则指向相反的一面，不应忽略。`,
      en: `${lead.en} weighs most, while ${other.en.toLowerCase()} points the other way and should not be ignored.`,
    },
    {
      zh: `支撑这一判断的主要是${lead.zh}，制约它的是${other.zh}。`,
      en: `${lead.en} supports it most; ${other.en.toLowerCase()} holds it back.`,
    },
  ]);
}
