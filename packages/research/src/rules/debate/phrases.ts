import type { Localized } from '@sagacity/contracts/facts';
import type { Evidence } from '../../roster/port.ts';
import { familyOf } from '../finding.ts';
import { capital, vary } from '../prose/text.ts';
import { familyNames } from '../prose/words.ts';
import type { Family } from '../weights.ts';

/** Opening sentences; `share` is this side's share of all evidence by impact. */
export function headline(side: 1 | -1, round: number, share: number): readonly Localized[] {
  const strong = share >= 0.5;
  if (round > 1)
    return side === 1
      ? [
          {
            zh: '上一轮之后，多方补充以下尚未讨论的证据：',
            en: 'Since the last round, the bull adds evidence not yet discussed:',
          },
          { zh: '空方的回应没有触及下面这些方面：', en: 'The bear’s reply did not touch on the following:' },
        ]
      : [
          {
            zh: '上一轮之后，空方补充以下尚未讨论的证据：',
            en: 'Since the last round, the bear adds evidence not yet discussed:',
          },
          { zh: '多方的回应回避了下面这些问题：', en: 'The bull’s reply stepped around these problems:' },
        ];
  if (side === 1)
    return strong
      ? [
          {
            zh: '多数有分量的证据站在买方一边，按影响从大到小依次是：',
            en: 'Most of the evidence that matters is on the buyer’s side. In order of impact:',
          },
          {
            zh: '买入的理由建立在可以核对的读数上，而不是期待：',
            en: 'The case for buying rests on readings that can be checked, not on hope:',
          },
        ]
      : [
          {
            zh: '多方承认自己在证据上处于下风，但以下几点不应被忽视：',
            en: 'The bull concedes being outweighed, yet these points should not be overlooked:',
          },
          {
            zh: '形势不利时更要看清哪些地方没有变坏：',
            en: 'When conditions are poor it matters to see what has not deteriorated:',
          },
        ];
  return strong
    ? [
        {
          zh: '有分量的证据多数指向风险，按影响从大到小依次是：',
          en: 'Most of the evidence that matters points to risk. In order of impact:',
        },
        {
          zh: '不买的理由并非悲观，而是下列读数：',
          en: 'The case against buying is not gloom but these readings:',
        },
      ]
    : [
        {
          zh: '空方的证据不占多数，但下列隐患足以改变赔率：',
          en: 'The bear is in the minority, but these weak spots are enough to change the odds:',
        },
        {
          zh: '在一片向好之中，下面几处最值得怀疑：',
          en: 'Amid the good news, these are the places to be doubtful about:',
        },
      ];
}

export const thin = (side: 1 | -1): Localized =>
  side === 1
    ? {
        zh: '逐项检查之后，没有任何一项读数支持买入。多方不作空泛的乐观陈述，本轮没有论据可提。',
        en: 'Going through the readings one by one, none supports buying. The bull offers no empty optimism and has no argument to make.',
      }
    : {
        zh: '逐项检查之后，没有任何一项读数指向下行风险。空方不为反对而反对，本轮没有论据可提。',
        en: 'Going through the readings one by one, none points to the downside. The bear does not object for its own sake and has no argument to make.',
      };

const names = (side: 1 | -1): Localized =>
  side === 1 ? { zh: '空方', en: 'bear' } : { zh: '多方', en: 'bull' };

/** A claim within a Chinese sentence: a space before what is not Chinese. */
const inZh = (claim: string): string => (/^[A-Za-z]/.test(claim) ? ` ${claim}` : claim);

export function answered(side: 1 | -1, point: string, answer: string, seed: string): Localized {
  const other = names(side);
  return vary(`${seed}a`, [
    {
      zh: `**回应${other.zh}**：对方最有力的一点是，${point}。但与之对照的是，${answer}；只看前者会得出片面的结论。`,
      en: `**To the ${other.en}**: the strongest point made is that ${point}. Set against it, however, ${answer}; looking at the former alone gives half the picture.`,
    },
    {
      zh: `**回应${other.zh}**：${point}，这一点属实；然而${inZh(answer)}，后者削弱了它的分量。`,
      en: `**To the ${other.en}**: granted, ${point}. Yet ${answer}, which takes much of the weight off it.`,
    },
    {
      zh: `**回应${other.zh}**：${point}——这需要正视。不过${inZh(answer)}，两者放在一起，结论没有那么悲观或乐观。`,
      en: `**To the ${other.en}**: ${capital(point)}. That deserves attention; still, ${answer}, and together they say less than either side claims.`,
    },
  ]);
}

/** The answer stands among the points listed already. */
export function answeredAbove(side: 1 | -1, point: string, answer: Evidence, seed: string): Localized {
  const other = names(side);
  const family = familyNames[familyOf(answer.topic) as Family];
  return vary(`${seed}b`, [
    {
      zh: `**回应${other.zh}**：${point}。这一点已由上面关于${family.zh}的证据抵消一部分。`,
      en: `**To the ${other.en}**: ${point}. The evidence above on ${family.en.toLowerCase()} offsets part of it.`,
    },
    {
      zh: `**回应${other.zh}**：对方强调${inZh(point)}。本方的回答是上面所列的${family.zh}。`,
      en: `**To the ${other.en}**: much is made of the point that ${point}. The reply is what was said above on ${family.en.toLowerCase()}.`,
    },
  ]);
}

export const exhausted: Localized = {
  zh: '本方的论据在前几轮已经全部提出，不再重复。',
  en: 'This side has made all its arguments in earlier rounds and does not repeat them.',
};

export const unchallenged: Localized = {
  zh: '对方这一轮没有提出新的论据，无须回应。',
  en: 'The other side brought nothing new this round that would call for a reply.',
};

export function conceded(side: 1 | -1, point: string, seed: string): Localized {
  const other = names(side);
  return vary(`${seed}c`, [
    {
      zh: `**承认**：${other.zh}指出，${point}。本方没有直接的证据反驳这一点，只能以仓位和止损来管理它。`,
      en: `**Conceded**: the ${other.en} notes that ${point}. There is no direct evidence against this; it can only be managed by size and stop.`,
    },
    {
      zh: `**承认**：${point}。对此没有有力的反证，应当计入最终的权衡。`,
      en: `**Conceded**: it is true that ${point}. Nothing at hand refutes it, and it belongs in the final balance.`,
    },
  ]);
}
