import type { Localized } from '@sagacity/contracts/facts';
import type { Evidence } from '../../roster/port.ts';
import { familyOf } from '../finding.ts';
import { nameOf } from '../points/get-point.ts';
import type { Family } from '../weights.ts';
import { capital, vary } from './text.ts';
import { familyNames } from './words.ts';

const areaOf = ({ topic }: Evidence): Localized => familyNames[familyOf(topic) as Family];

export interface Balance {
  /** What the section is about. */
  readonly subject: Localized;
  /** The strongest clear evidence for buying and against. */
  readonly bull: Evidence | undefined;
  readonly bear: Evidence | undefined;
  readonly lean: 'up' | 'down' | 'level';
  /** How much evidence there is. */
  readonly families: number;
  readonly readings: number;
  readonly seed: string;
}

/** Which family carries a section's view and which speaks against it, in one sentence. */
export function balanceOf({ subject, bull, bear, lean, families, readings, seed }: Balance): Localized {
  const lead = lean === 'down' ? bear : lean === 'up' ? bull : (bull ?? bear);
  if (!lead)
    return {
      zh: `${subject.zh}的读数都不鲜明。`,
      en: `None of the readings on ${subject.en} is pronounced.`,
    };
  const main = areaOf(lead);
  if (readings === 1)
    return {
      zh: `${subject.zh}只有一项读数，分量有限。`,
      en: `There is a single reading on ${subject.en}, so it carries little weight.`,
    };
  const counter = lead === bull ? bear : bull;
  if (!counter)
    return lean === 'level'
      ? {
          zh: `${main.zh}略微偏${lead === bull ? '多' : '空'}，不足以形成判断。`,
          en: `${main.en} leans slightly ${lead === bull ? 'up' : 'down'}, too little for a view.`,
        }
      : families === 1
        ? {
            zh: `${main.zh}的读数没有彼此冲突。`,
            en: `The readings on ${main.en.toLowerCase()} do not contradict one another.`,
          }
        : vary(seed, [
            {
              zh: `起主导作用的是${main.zh}，其余方面没有鲜明的相反读数。`,
              en: `It rests mainly on ${main.en.toLowerCase()}, and no other reading clearly contradicts it.`,
            },
            {
              zh: `${main.zh}分量最重，其余方面没有与之冲突。`,
              en: `${main.en} weighs most, and nothing else stands against it.`,
            },
          ]);
  const other = areaOf(counter);
  const against = nameOf(counter);
  if (main === other)
    return {
      zh: `${main.zh}的读数并不一致，把握因此降低。`,
      en: `The readings on ${main.en.toLowerCase()} do not agree, which lowers the certainty.`,
    };
  if (lean === 'level')
    return {
      zh: `偏多的主要是${main.zh}，偏空的主要是${other.zh}，两者大致相抵。`,
      en: `${capital(main.en)} pulls up, ${other.en.toLowerCase()} pulls down, and they roughly cancel out.`,
    };
  return vary(seed, [
    {
      zh: `起主导作用的是${main.zh}，相反的读数主要是${against.zh}。`,
      en: `It rests mainly on ${main.en.toLowerCase()}; what contradicts it is mainly ${against.en}.`,
    },
    {
      zh: `${main.zh}分量最重；${against.zh}指向相反的一面。`,
      en: `${main.en} weighs most, while ${against.en} points the other way.`,
    },
    {
      zh: `支撑这一判断的主要是${main.zh}，制约它的是${against.zh}。`,
      en: `${main.en} supports it most; ${against.en} holds it back.`,
    },
  ]);
}
