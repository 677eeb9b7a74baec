import type { Rating } from '@sagacity/contracts/reports';
import type { AgentView, Evidence } from '../../roster/port.ts';
import { readFacts } from '../read-facts.ts';
import { lastSize } from '../risk/propose-size.ts';
import type { Side } from '../scoring/rate.ts';
import { paragraphs, sayIn, sentence, table } from './text.ts';
import { horizonNames, ratingNames } from './words.ts';

export interface Outcome {
  readonly rating: Rating;
  readonly side: Side;
  readonly risk: number;
  /** Ids of the readings the risk manager made. */
  readonly facts: ReadonlySet<string>;
  readonly supporting: readonly Evidence[];
  readonly opposing: readonly Evidence[];
}

const last = (
  view: AgentView,
  channel: 'aggressive-view' | 'neutral-view' | 'conservative-view',
  prefix: string,
) => view.read.get(channel)?.[0]?.facts.find(({ id }) => id.startsWith(prefix))?.id;

const cite = (id: string | undefined): string | undefined => id && `[[${id}]]`;

/** How the three risk views are weighed, and what the position comes to. */
export function riskText(view: AgentView, { risk, facts, side }: Outcome): string {
  const say = sayIn(view.language);
  const word =
    risk >= 0.6 ? say('偏高', 'high') : risk >= 0.35 ? say('中等', 'moderate') : say('偏低', 'low');
  const nearer =
    risk > 0.55
      ? say('因而向保守一方倾斜', 'and the mix leans to the conservative side')
      : risk < 0.35
        ? say('因而允许向激进一方倾斜', 'and the mix may lean to the aggressive side')
        : say('因而以中性方案为中心', 'and the mix centres on the neutral proposal');
  const row = (name: string, channel: Parameters<typeof last>[1], style: string) => [
    name,
    cite(last(view, channel, `decision.size-${style}`)),
    cite(last(view, channel, `decision.stop-${style}`)),
    cite(last(view, channel, `decision.loss-${style}`)),
  ];
  const held = lastSize(view, 'neutral') !== undefined && facts.has('decision.position');
  const has = readFacts(view.facts).has;
  return paragraphs(
    say(
      `综合波动、回撤、杠杆与证据分歧，风险水平为 [[decision.risk]]，属于**${word}**，${nearer}。`,
      `Taking volatility, drawdown, leverage and disagreement together, risk stands at [[decision.risk]], which is **${word}**, ${nearer}.`,
    ),
    table(
      [say('方案', 'Proposal'), say('仓位', 'Size'), say('止损', 'Stop'), say('组合损失', 'Loss')],
      [
        row(say('激进', 'Aggressive'), 'aggressive-view', 'aggressive'),
        row(say('中性', 'Neutral'), 'neutral-view', 'neutral'),
        row(say('保守', 'Conservative'), 'conservative-view', 'conservative'),
      ],
    ),
    held
      ? {
          buy: say(
            '三者按风险水平加权，再乘以信心系数，得到建议仓位 [[decision.position]]。',
            'Mixed by risk and scaled by confidence, the three give a position of [[decision.position]].',
          ),
          hold: say(
            '评级为持有，只保留买入情形下一半的仓位，上限为 [[decision.position]]。',
            'As the rating is hold, half of what a buy would get is kept, at most [[decision.position]].',
          ),
          sell: say(
            '评级为卖出，建议仓位为 [[decision.position]]；上表只用于控制尚未离场的部分。',
            'As the rating is to sell, the position is [[decision.position]]; the table only serves what has not been sold yet.',
          ),
        }[side]
      : say('缺少波动率数据，不给出仓位。', 'Without volatility no position is given.'),
    has('decision.reward-risk')
      ? say(
          '交易计划的盈亏比为 [[decision.reward-risk]]。',
          'The trade plan’s reward over risk is [[decision.reward-risk]].',
        )
      : undefined,
  );
}

const decisive = ({ language }: AgentView, { supporting, opposing }: Outcome) => {
  const say = sayIn(language);
  return [
    supporting[0] &&
      say(
        `决定性的理由：${sentence(supporting[0].claim, language)}`,
        `What decides it: ${sentence(supporting[0].claim, language)}`,
      ),
    opposing[0] &&
      say(
        `必须承担的反面：${sentence(opposing[0].claim, language)}`,
        `What has to be accepted: ${sentence(opposing[0].claim, language)}`,
      ),
  ];
};

/** A hold rests on both sides, not on one. */
const balanced = ({ language }: AgentView, { supporting, opposing }: Outcome) => {
  const say = sayIn(language);
  return [
    say(
      '正反两面的证据大致相抵，任何一面都不足以支撑买入或卖出。',
      'The evidence for and against roughly cancels out; neither side carries a purchase or a sale.',
    ),
    supporting[0] &&
      say(
        `正面：${sentence(supporting[0].claim, language)}`,
        `For: ${sentence(supporting[0].claim, language)}`,
      ),
    opposing[0] &&
      say(
        `反面：${sentence(opposing[0].claim, language)}`,
        `Against: ${sentence(opposing[0].claim, language)}`,
      ),
  ];
};

/** The decision in words; its first paragraph is the summary. */
export function finalText(view: AgentView, outcome: Outcome): string {
  const { language, config, snapshot } = view;
  const say = sayIn(language);
  const { facts, side, rating } = outcome;
  const name = ratingNames[rating][language];
  const levels = [
    facts.has('decision.target') && say('目标价 [[decision.target]]', 'a target of [[decision.target]]'),
    facts.has('decision.stop') && say('止损价 [[decision.stop]]', 'a stop at [[decision.stop]]'),
    facts.has('decision.position') &&
      side !== 'sell' &&
      say('仓位不超过 [[decision.position]]', 'a position of at most [[decision.position]]'),
  ].filter(Boolean);
  const missing =
    side === 'hold'
      ? say('持有评级不设目标与止损。', 'A hold sets neither target nor stop.')
      : facts.has('decision.stop')
        ? ''
        : say(
            '缺少推算价位所需的数据，不给出目标与止损。',
            'The data to derive levels is missing, so neither target nor stop is given.',
          );
  const lead = say(
    `**${name}**，面向${horizonNames[config.horizon].zh}，信心 [[decision.confidence]]，风险 [[decision.risk]]。`,
    `**${name.charAt(0).toUpperCase()}${name.slice(1)}**, for a ${horizonNames[config.horizon].en}, with confidence [[decision.confidence]] and risk [[decision.risk]].`,
  );
  const terms = levels.length > 0 ? say(`${levels.join('，')}。`, `It comes with ${levels.join(', ')}.`) : '';
  const demo = snapshot.simulated
    ? say('本结论基于模拟数据，仅供演示。', 'It rests on simulated data and is for demonstration only.')
    : '';
  const gap = language === 'zh' ? '' : ' ';
  return paragraphs(
    [lead, terms, missing, demo].filter(Boolean).join(gap),
    ...(side === 'hold' ? balanced(view, outcome) : decisive(view, outcome)),
  );
}
