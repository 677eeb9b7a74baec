import type { Localized } from '@sagacity/contracts/facts';
import type { Evidence } from '../../roster/port.ts';
import { nameOf } from '../points/get-point.ts';
import type { Lead } from './standing.ts';

/** Opening sentences of a round; `lead`: 1 when this side is ahead, -1 when it is behind. */
export function headline(side: 1 | -1, round: number, lead: Lead): readonly Localized[] {
  const own = side === 1 ? { zh: '多方', en: 'The bull' } : { zh: '空方', en: 'The bear' };
  if (round > 2)
    return [
      {
        zh: `${own.zh}最后补充前两轮没有谈到的：`,
        en: `${own.en} adds, last, what neither round has touched on:`,
      },
    ];
  if (round > 1)
    return [
      { zh: `${own.zh}补充第一轮没有谈到的：`, en: `${own.en} adds what the first round left out:` },
      { zh: `${own.zh}在首轮之外还有以下论据：`, en: `${own.en} has more to bring than in the first round:` },
    ];
  if (lead === 0)
    return side === 1
      ? [{ zh: '双方的证据接近，多方这一边是：', en: 'The evidence is close; on the bull’s side:' }]
      : [{ zh: '势头相近的另一边，空方提出：', en: 'From the other side of a close call, the bear brings:' }];
  if (side === 1)
    return lead === 1
      ? [
          {
            zh: '有分量的证据多数在买方一边：',
            en: 'Most of the evidence that matters is on the buyer’s side:',
          },
          {
            zh: '买入的理由建立在可以核对的读数上，而不是期待：',
            en: 'The case for buying rests on readings that can be checked, not on hope:',
          },
        ]
      : [
          {
            zh: '多方承认证据处于下风，但以下论据不应略过：',
            en: 'The bull concedes being outweighed, yet this should not be passed over:',
          },
        ];
  return lead === 1
    ? [
        {
          zh: '有分量的证据多数指向风险：',
          en: 'Most of the evidence that matters points to risk:',
        },
        {
          zh: '不买的理由并非悲观，而是下列读数：',
          en: 'The case against buying is not gloom but these readings:',
        },
      ]
    : [
        {
          zh: '空方的证据不占多数，但以下隐患不应略过：',
          en: 'The bear is in the minority, yet these weak spots should not be passed over:',
        },
      ];
}

/** There is no evidence for either side. */
export const unfounded = (side: 1 | -1): Localized =>
  side === 1
    ? {
        zh: '分析师没有给出可以使用的证据，多方无从立论。',
        en: 'The analysts supplied no usable evidence, so the bull has no case to make.',
      }
    : { zh: '空方同样没有可以使用的证据。', en: 'The bear has no usable evidence either.' };

export function thin(side: 1 | -1, round: number): Localized {
  if (round > 2)
    return side === 1
      ? { zh: '多方到最后也没有论据。', en: 'The bull ends without an argument.' }
      : { zh: '空方到最后也没有论据。', en: 'The bear ends without an argument.' };
  if (round > 1)
    return side === 1
      ? { zh: '多方仍然没有论据可提。', en: 'The bull still has no argument to make.' }
      : { zh: '空方仍然没有论据可提。', en: 'The bear still has no argument to make.' };
  return side === 1
    ? {
        zh: '逐项检查之后，没有任何一项读数支持买入。多方不作空泛的乐观陈述，没有论据可提。',
        en: 'Going through the readings one by one, none supports buying. The bull offers no empty optimism and has no argument to make.',
      }
    : {
        zh: '逐项检查之后，没有任何一项读数指向下行风险。空方不为反对而反对，没有论据可提。',
        en: 'Going through the readings one by one, none points to the downside. The bear does not object for its own sake and has no argument to make.',
      };
}

const names = (side: 1 | -1): Localized =>
  side === 1 ? { zh: '空方', en: 'bear' } : { zh: '多方', en: 'bull' };

/** Answers a point of the other side by name; `weight`: impact of the answer over that of the point. */
export function answered(side: 1 | -1, point: Evidence, answer: Evidence, weight: number): Localized {
  const other = names(side);
  const [theirs, ours] = [nameOf(point), nameOf(answer)];
  const verdict =
    weight > 1.25
      ? {
          zh: `但在这一期限下，本方的${ours.zh}分量更重`,
          en: `yet at this horizon it is outweighed by ${ours.en}`,
        }
      : weight < 0.8
        ? { zh: `本方的${ours.zh}只能抵消其中一部分`, en: `and is offset only in part by ${ours.en}` }
        : { zh: `本方的${ours.zh}与之分量相当`, en: `and is about matched by ${ours.en}` };
  return {
    zh: `**回应${other.zh}**：${theirs.zh}这一点成立，${verdict.zh}。`,
    en: `**To the ${other.en}**: the point on ${theirs.en} holds, ${verdict.en}.`,
  };
}

/** This side has said everything in earlier rounds. */
export function exhausted(side: 1 | -1, round: number): Localized {
  const own = side === 1 ? { zh: '多方', en: 'bull' } : { zh: '空方', en: 'bear' };
  return round > 2
    ? { zh: `${own.zh}仍无补充。`, en: `The ${own.en} has still nothing to add.` }
    : {
        zh: `${own.zh}的论据在第一轮已经全部提出。`,
        en: `The ${own.en} made all its arguments in the first round.`,
      };
}

export function unchallenged(side: 1 | -1, round: number): Localized {
  const other = names(side);
  return round > 2
    ? { zh: `${other.zh}也没有再提出论据。`, en: `Nor has the ${other.en} raised anything further.` }
    : {
        zh: `${other.zh}没有提出需要回应的论据。`,
        en: `The ${other.en} has raised nothing that would call for a reply.`,
      };
}

export function conceded(side: 1 | -1, point: Evidence): Localized {
  const other = names(side);
  const { zh, en } = nameOf(point);
  const then =
    side === 1
      ? { zh: '只能以仓位的大小来管理', en: 'which can only be managed by size' }
      : { zh: '这一点支持买入', en: 'which stands for buying' };
  return {
    zh: `**承认**：对${other.zh}所说的${zh}，手头没有直接的反证，${then.zh}。`,
    en: `**Conceded**: nothing at hand refutes the ${other.en}’s point on ${en}, ${then.en}.`,
  };
}
