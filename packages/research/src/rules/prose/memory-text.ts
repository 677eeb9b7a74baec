import type { AgentView } from '../../roster/port.ts';
import type { JudgedCall, Verdict } from '../memory/judge-calls.ts';
import { usualMoveId } from '../memory/usual-moves.ts';
import { readFacts } from '../read-facts.ts';
import { sayIn } from './text.ts';

/** What was decided before and what the price made of it; one sentence when nothing was; undefined in a run without memory. */
export function memoryText(view: AgentView, calls: readonly JudgedCall[]): string | undefined {
  const { language, memory } = view;
  if (!memory) return undefined;
  const say = sayIn(language);
  if (memory.length === 0)
    return say(
      '没有截至日早于本次的评级可供对照。',
      'There is no rating as of an earlier day to compare with.',
    );
  const lines = calls.map((call) => `- ${lineOf(view, call)}`).join('\n');
  const lesson = calls.some(({ verdict }) => verdict === 'wrong')
    ? say(
        '此前的评级被走势明显否定，说明同样的方法在该标的上会出错，因此本次的置信度相应下调。',
        'An earlier rating went clearly wrong: the same method can err on this instrument, so confidence is lowered.',
      )
    : undefined;
  return [say('**此前的决定**：', '**Earlier decisions**:'), lines, lesson].filter(Boolean).join('\n\n');
}

function lineOf(view: AgentView, { nth, verdict, usualPct }: JudgedCall): string {
  const say = sayIn(view.language);
  const isHold = view.memory?.[nth - 1]?.rating === 'hold';
  const then = say(
    `[[memory.${nth}.as-of]] 评级为**[[memory.${nth}.rating]]**`,
    `As of [[memory.${nth}.as-of]] the rating was **[[memory.${nth}.rating]]**`,
  );
  if (verdict === 'unpriced')
    return say(
      `${then}；当时的价格不在本次的行情范围内，无法判断对错。`,
      `${then}; the prices of this run do not reach back to that day, so it cannot be judged.`,
    );
  const price = say(`，收盘价 [[memory.${nth}.close]]`, ` at a close of [[memory.${nth}.close]]`);
  if (verdict === 'too-early')
    return say(
      `${then}${price}；此后尚无新的交易日，还不能判断对错。`,
      `${then}${price}; no trading day has passed since, so it cannot be judged yet.`,
    );
  const days = readFacts(view.facts).find(`memory.${nth}.sessions`) === 1 ? 'day' : 'days';
  const move = say(
    `；此后 [[memory.${nth}.sessions]]个交易日价格变动 [[memory.${nth}.return-since]]，`,
    `; in the [[memory.${nth}.sessions]] trading ${days} since, the price has changed by [[memory.${nth}.return-since]], `,
  );
  return `${then}${price}${move}${judgement(view, verdict, isHold, usualPct === undefined ? undefined : usualMoveId(nth))}`;
}

function judgement(view: AgentView, verdict: Verdict, isHold: boolean, usualId: string | undefined): string {
  const say = sayIn(view.language);
  const usual = say(`同期通常的波动 [[${usualId}]]`, `the [[${usualId}]] that is usual for that time`);
  if (!usualId)
    return isHold
      ? say(
          '缺少 ATR(14)，无法判断幅度是否超出通常。',
          'and without ATR(14) nobody can say whether that is much.',
        )
      : verdict === 'leans-right'
        ? say('与当时的评级同向。', 'which speaks for that rating.')
        : say('与当时的评级相反。', 'which speaks against that rating.');
  if (verdict === 'right')
    return isHold
      ? say(`没有超出${usual}，印证了当时的评级。`, `within ${usual}, which bears that rating out.`)
      : say(
          `超出${usual}，明显印证了当时的评级。`,
          `more than ${usual}, which clearly bears that rating out.`,
        );
  if (verdict === 'wrong')
    return say(
      `超出${usual}，明显否定了当时的评级。`,
      `more than ${usual}, which clearly speaks against that rating.`,
    );
  return verdict === 'leans-right'
    ? say(`支持当时的评级，但没有超出${usual}。`, `which speaks for that rating but stays within ${usual}.`)
    : say(
        `不利于当时的评级，但没有超出${usual}。`,
        `which speaks against that rating but stays within ${usual}.`,
      );
}
