import type { Localized } from '@sagacity/contracts/facts';
import type { Rating } from '@sagacity/contracts/reports';
import type { AgentView, Evidence } from '../../roster/port.ts';
import { leadOfScore } from '../debate/standing.ts';
import { listPoints } from '../points/get-point.ts';
import { readFacts } from '../read-facts.ts';
import { isLevelTarget } from '../risk/is-level-target.ts';
import { lastSize } from '../risk/propose-size.ts';
import type { Side } from '../scoring/rate.ts';
import { capital, paragraphs, sayIn, sentence, table } from './text.ts';
import { horizonNames, ratingNames } from './words.ts';

export interface Outcome {
  readonly rating: Rating;
  readonly side: Side;
  readonly risk: number;
  /** -1 to 1. */
  readonly score: number;
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
    ...(side === 'buy' ? [cite(last(view, channel, `decision.loss-${style}`))] : []),
  ];
  const held = lastSize(view, 'neutral') !== undefined && facts.has('decision.position');
  const { has } = readFacts(view.facts);
  const hasDebt = has('fundamentals.debt-to-assets');
  return paragraphs(
    say(
      `综合波动、回撤${hasDebt ? '、杠杆' : ''}与证据分歧，风险水平为 [[decision.risk]]，属于**${word}**，${nearer}。`,
      `Taking volatility, drawdown${hasDebt ? ', leverage' : ''} and disagreement together, risk stands at [[decision.risk]], which is **${word}**, ${nearer}.`,
    ),
    table(
      [
        say('方案', 'Proposal'),
        {
          buy: say('仓位', 'Size'),
          hold: say('持有者的上限', 'Most for those who hold it'),
          sell: say('剩余上限', 'Most to be left'),
        }[side],
        ...(side === 'buy' ? [say('止损时的组合损失', 'Loss at the stop')] : []),
      ],
      [
        row(say('激进', 'Aggressive'), 'aggressive-view', 'aggressive'),
        row(say('中性', 'Neutral'), 'neutral-view', 'neutral'),
        row(say('保守', 'Conservative'), 'conservative-view', 'conservative'),
      ],
    ),
    held
      ? {
          buy: say(
            '三者按风险水平加权，再乘以置信度系数，得到建议仓位 [[decision.position]]。',
            'Mixed by risk and scaled by confidence, the three give a position of [[decision.position]].',
          ),
          hold: say(
            '评级为持有，已持有者的上限取买入情形下仓位的一半，即 [[decision.position]]；这是按波动定的规模，不是看空，也不是让未持有者买到这一比例。',
            'As the rating is hold, the most for those who hold it is half of what a buy would get, [[decision.position]]: a size set by volatility, neither a view against the shares nor a call to buy up to it.',
          ),
          sell: say(
            '评级为卖出，最终不再持有；上表只用于控制尚未卖出的部分。',
            'As the rating is to sell, nothing is to be kept in the end; the table only serves what has not been sold yet.',
          ),
        }[side]
      : say('缺少波动率数据，不给出仓位。', 'Without volatility no position is given.'),
  );
}

/** What a hold means: for one who holds, and for one who does not. */
function holding({ language }: AgentView, facts: ReadonlySet<string>): string {
  const say = sayIn(language);
  return facts.has('decision.position')
    ? say(
        '已持有者：不因本次研究买卖，仅在占组合超过 [[decision.position]] 时减到这一上限。未持有者：不新开仓。',
        'Those who hold it keep it, and trim it only where it exceeds [[decision.position]] of the portfolio. Those who do not hold it open no position.',
      )
    : say(
        '已持有者：不因本次研究买卖。未持有者：不新开仓。',
        'Those who hold it keep it. Those who do not hold it open no position.',
      );
}

/** The decision in one paragraph, for the card. */
export function summaryText(view: AgentView, { facts, side, rating }: Outcome): string {
  const { language, config } = view;
  const say = sayIn(language);
  const name = ratingNames[rating][language];
  const sells = side === 'sell';
  const levels = [
    facts.has('decision.target') &&
      say(
        `目标价 [[decision.target]]${isLevelTarget(view.facts.values()) ? '' : '（按波动幅度推出的距离，不是预测）'}`,
        `a target of [[decision.target]]${isLevelTarget(view.facts.values()) ? '' : ' (a distance that follows from the swings, no forecast)'}`,
      ),
    facts.has('decision.stop') &&
      (sells
        ? say('升破 [[decision.stop]] 则判断失效', 'void above [[decision.stop]]')
        : say('止损价 [[decision.stop]]', 'a stop at [[decision.stop]]')),
    facts.has('decision.position') &&
      side === 'buy' &&
      say('仓位不超过 [[decision.position]]', 'a position of at most [[decision.position]]'),
  ].filter(Boolean);
  const missing =
    side === 'hold'
      ? `${holding(view, facts)}${say('持有评级不设目标与止损。', ' A hold sets neither target nor stop.')}`
      : facts.has('decision.stop')
        ? ''
        : say(
            '缺少推算价位所需的数据，不给出目标与止损。',
            'The data to derive levels is missing, so neither target nor stop is given.',
          );
  const lead = say(
    `**${name}**，面向${horizonNames[config.horizon].zh}，置信度 [[decision.confidence]]，风险 [[decision.risk]]。`,
    `**${capital(name)}**, for a ${horizonNames[config.horizon].en}, with confidence [[decision.confidence]] and risk [[decision.risk]].`,
  );
  const terms = levels.length > 0 ? say(`${levels.join('，')}。`, `It comes with ${levels.join(', ')}.`) : '';
  return [lead, terms, missing].filter(Boolean).join(language === 'zh' ? '' : ' ');
}

/** What a purchase or a sale rests on, and what it has to live with. */
function grounds({ language }: AgentView, { rating, supporting, opposing }: Outcome): string {
  const say = sayIn(language);
  const key = listPoints(supporting.slice(0, 2), language);
  const against = listPoints(opposing.slice(0, 1), language);
  const name = ratingNames[rating];
  return paragraphs(
    key && say(`**${name.zh}**主要依据${key}。`, `**${capital(name.en)}** rests mainly on ${key}.`),
    against
      ? say(`要接受的反面是${against}。`, `What stands against it, and has to be accepted: ${against}.`)
      : say(
          '检视过的读数里没有鲜明的反面证据；没有检视的方面见数据缺口。',
          'Among the readings examined none is clearly opposed; for what was not examined see the data gaps.',
        ),
  );
}

/** A hold rests on both sides, not on one. */
function balanced({ language }: AgentView, { score, supporting, opposing }: Outcome): string {
  const say = sayIn(language);
  const lead = leadOfScore(score);
  const [pro, con] = [supporting, opposing].map((list) => listPoints(list.slice(0, 1), language));
  const sides = [
    pro && say(`看多最有力的是${pro}`, `the strongest bullish point is ${pro}`),
    con && say(`看空最有力的是${con}`, `the strongest bearish one is ${con}`),
  ].filter(Boolean);
  return paragraphs(
    lead === 0
      ? say(
          '**持有**：看多与看空的证据大致相抵，任何一面都不足以支撑买卖。',
          '**Hold**: the evidence for and against roughly cancels out; neither side carries a trade.',
        )
      : say(
          `**持有**：证据略偏${lead === 1 ? '多' : '空'}，幅度不足以支撑${lead === 1 ? '买入' : '卖出'}。`,
          `**Hold**: the evidence leans ${lead === 1 ? 'up' : 'down'}, but not by enough for a ${lead === 1 ? 'purchase' : 'sale'}.`,
        ),
    sides.length > 0 && sentence(sides.join(say('，', ', ')), language),
  );
}

const nextSteps: Readonly<Record<Side, Localized>> = {
  buy: {
    zh: '下一步：按交易计划的价位分批执行，规模以风险结论为限。',
    en: 'Next: act in parts at the levels of the trade plan, within the size of the risk decision.',
  },
  hold: {
    zh: '下一步：等待开头所列情况之一出现，再重新研究。',
    en: 'Next: wait for one of the events at the top, then research again.',
  },
  sell: {
    zh: '下一步：按交易计划的价位分批离场。',
    en: 'Next: leave in parts at the levels of the trade plan.',
  },
};

/** The decision in words: what it rests on. Its terms are in the summary. */
export function finalText(view: AgentView, outcome: Outcome): string {
  const say = sayIn(view.language);
  return paragraphs(
    outcome.side === 'hold' ? balanced(view, outcome) : grounds(view, outcome),
    nextSteps[outcome.side][view.language],
    view.snapshot.simulated &&
      say('本结论基于模拟数据，仅供演示。', 'It rests on simulated data and is for demonstration only.'),
  );
}
