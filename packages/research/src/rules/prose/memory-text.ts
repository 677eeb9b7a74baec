import type { AgentView } from '../../roster/port.ts';
import type { JudgedCall, Verdict } from '../memory/judge-calls.ts';
import { usualMoveId } from '../memory/usual-moves.ts';
import { readFacts } from '../read-facts.ts';
import { sideOf } from '../scoring/rate.ts';
import { sayIn } from './text.ts';

/** What was decided before and what the price made of it; one sentence when nothing was; undefined in a run without memory. */
export function memoryText(
  view: AgentView,
  calls: readonly JudgedCall[],
  isRated: boolean,
): string | undefined {
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
    ? isRated
      ? say(
          '此前的评级被走势否定，说明同样的方法在该标的上会出错，因此本次的置信度相应下调。',
          'An earlier rating went wrong: the same method can err on this instrument, so confidence is lowered.',
        )
      : say(
          '此前的评级被走势否定，说明同样的方法在该标的上会出错。',
          'An earlier rating went wrong: the same method can err on this instrument.',
        )
    : undefined;
  return [say('**此前的决定**：', '**Earlier decisions**:'), lines, lesson].filter(Boolean).join('\n\n');
}

function lineOf(view: AgentView, call: JudgedCall): string {
  const say = sayIn(view.language);
  const { nth, verdict, end, usualPct } = call;
  const side = sideOf(view.memory?.[nth - 1]?.rating ?? 'hold');
  const cite = (name: string) => `[[memory.${nth}.${name}]]`;
  const then = say(
    `${cite('as-of')} 评级为**${cite('rating')}**`,
    `As of ${cite('as-of')} the rating was **${cite('rating')}**`,
  );
  if (verdict === 'unpriced')
    return say(
      `${then}；当时的价格不在本次的行情范围内，无法判断对错。`,
      `${then}; the prices of this run do not reach back to that day, so it cannot be judged.`,
    );
  const price = say(`，收盘价 ${cite('close')}`, ` at a close of ${cite('close')}`);
  if (verdict === 'too-early')
    return say(
      `${then}${price}；此后尚无新的交易日，还不能判断对错。`,
      `${then}${price}; no trading day has passed since, so it cannot be judged yet.`,
    );
  if (end === 'stop')
    return say(
      `${then}${price}；${cite('ended')} ${side === 'sell' ? '升破失效价' : '触及止损'} ${cite('stop')}，价格变动 ${cite('return-since')}，该评级判为错误，此后的走势与它无关。`,
      `${then}${price}; on ${cite('ended')} ${side === 'sell' ? 'it was void, the price having reached' : 'its stop was touched at'} ${cite('stop')}, a change of ${cite('return-since')}: that rating was wrong, whatever came later.`,
    );
  if (end === 'target')
    return say(
      `${then}${price}；${cite('ended')} 到达目标 ${cite('target')}，价格变动 ${cite('return-since')}，该评级判为正确，此后的走势与它无关。`,
      `${then}${price}; on ${cite('ended')} its target of ${cite('target')} was reached, a change of ${cite('return-since')}: that rating was right, whatever came later.`,
    );
  const usual = usualPct === undefined ? undefined : usualMoveId(nth);
  if (verdict === 'running') return `${then}${price}${running(view, call, usual)}`;
  const move = say(
    `；其期限于 ${cite('ended')} 届满，${cite('sessions')}个交易日里价格变动 ${cite('return-since')}，`,
    `; its horizon ended on ${cite('ended')}, and in those ${cite('sessions')} trading days the price changed by ${cite('return-since')}, `,
  );
  return `${then}${price}${move}${judgement(view, verdict, side === 'hold', usual)}`;
}

/** Neither its levels nor its horizon ended the call: how it stands, and no verdict. */
function running(view: AgentView, { nth, usualPct }: JudgedCall, usualId: string | undefined): string {
  const say = sayIn(view.language);
  const { find, has } = readFacts(view.facts);
  const untouched =
    has(`memory.${nth}.stop`) && has(`memory.${nth}.target`)
      ? say('，止损与目标都未触及', ', with neither stop nor target touched')
      : '';
  const days = find(`memory.${nth}.sessions`) === 1 ? 'day' : 'days';
  const isWide = Math.abs(find(`memory.${nth}.return-since`) ?? 0) > (usualPct ?? Number.POSITIVE_INFINITY);
  const against = usualId
    ? say(
        `，${isWide ? '超出' : '没有超出'}同期通常的波动 [[${usualId}]]`,
        `, ${isWide ? 'more than' : 'within'} the [[${usualId}]] that is usual for that time`,
      )
    : '';
  return say(
    `；其期限为 [[memory.${nth}.horizon]]个交易日，仍在进行${untouched}；[[memory.${nth}.sessions]]个交易日以来价格变动 [[memory.${nth}.return-since]]${against}，尚不判断对错。`,
    `; its horizon is [[memory.${nth}.horizon]] trading days and it still runs${untouched}; in the [[memory.${nth}.sessions]] trading ${days} since, the price has changed by [[memory.${nth}.return-since]]${against}; it is not judged yet.`,
  );
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
  if (verdict === 'flat')
    return say(
      `远小于${usual}，说明不了对错。`,
      `far less than ${usual}, which tells neither for nor against that rating.`,
    );
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
