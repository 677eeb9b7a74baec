import { paragraphs, sayIn, table } from '../../rules/prose/text.ts';
import { ratingNames } from '../../rules/prose/words.ts';
import { isLevelTarget } from '../../rules/risk/is-level-target.ts';
import { tradeReadings } from '../../rules/risk/trade-readings.ts';
import { rate, sideOf } from '../../rules/scoring/rate.ts';
import type { AgentOutput, AgentView } from '../port.ts';

/** Turns the research plan into entry, target and stop; waits when there is no plan or no lean. */
export function planTrade(view: AgentView): AgentOutput {
  const say = sayIn(view.language);
  const score = view.read.get('research-plan')?.[0]?.score ?? null;
  const none = (text: string): AgentOutput => ({
    sections: { 'trader-plan': text },
    evidence: [],
    facts: [],
    score,
  });
  if (score === null)
    return none(
      say(
        '研究经理没有给出评级，因此没有交易计划。没有计划时不下单。',
        'The research manager gave no rating, so there is no trade plan. Without a plan, no order.',
      ),
    );
  const rating = rate(score);
  const side = sideOf(rating);
  const has = (id: string) => view.facts.has(id);
  if (side === 'hold') {
    const levels = [
      has('decision.review-above') &&
        say(
          '收盘站上 [[decision.review-above]]，即重新研究是否买入',
          'a close above [[decision.review-above]], to research again whether to buy',
        ),
      has('decision.review-below') &&
        say(
          '收盘跌破 [[decision.review-below]]，即重新研究是否卖出',
          'a close below [[decision.review-below]], to research again whether to sell',
        ),
    ].filter(Boolean);
    return none(
      paragraphs(
        say(
          '评级为持有：评分 [[decision.score]] 落在中间区域，证据不足以支撑新的交易，故不设目标与止损。',
          'The rating is hold: a score of [[decision.score]] lies in the middle, where the evidence carries no new trade, so neither target nor stop is set.',
        ),
        levels.length > 0 &&
          say(`**观察条件**：${levels.join('；')}。`, `**Watch for**: ${levels.join('; ')}.`),
      ),
    );
  }
  const facts = tradeReadings(view, side);
  if (facts.length === 0)
    return none(
      say(
        `评级为${ratingNames[rating].zh}，但缺少 ATR(14)，无法推出入场与止损价位，暂不交易。`,
        `The rating is ${ratingNames[rating].en}, but without ATR(14) neither entry nor stop can be derived: no trade for now.`,
      ),
    );
  const ids = new Set(facts.map(({ id }) => id));
  const row = (id: string, zh: string, en: string) => [say(zh, en), ids.has(id) ? `[[${id}]]` : undefined];
  const buy = side === 'buy';
  const text = paragraphs(
    buy
      ? say(
          '**方向：买入。**在理想价与上限之间分批建仓：先以部分资金试仓，回落企稳后补足；高于上限不追。',
          '**Side: buy.** Build in parts between the two prices to buy at: start with a portion, complete it when a pullback steadies, and do not pay more than the higher one.',
        )
      : say(
          '**方向：卖出。**利用反弹分批离场；跌破下限后不再追卖，等待反抽。',
          '**Side: sell.** Leave in parts on rebounds; below the least to accept do not chase the price down but wait for the next rebound.',
        ),
    table(
      [say('价位', 'Level'), say('数值', 'Value')],
      [
        row(
          'decision.entry-best',
          buy ? '理想买入价' : '理想卖出价',
          buy ? 'Best price to buy' : 'Best price to sell',
        ),
        row('decision.entry-limit', buy ? '买入上限' : '卖出下限', buy ? 'Most to pay' : 'Least to accept'),
        row('decision.plan-target', buy ? '目标' : '下行目标', buy ? 'Target' : 'Target of the fall'),
        row('decision.plan-stop', buy ? '止损' : '失效价位', buy ? 'Stop' : 'Void above'),
        row(
          'decision.reward-risk',
          buy ? '盈亏比' : '避免的下跌与放弃的上涨之比',
          buy ? 'Reward over risk' : 'Fall avoided over rise forgone',
        ),
      ],
    ),
    buy
      ? say(
          '止损由收盘价与 ATR(14)（[[market.atr14]]）推出，触及即执行，不再移动。',
          'The stop follows from the close and ATR(14) ([[market.atr14]]); it is executed when touched and not moved.',
        )
      : say(
          '失效价位由收盘价与 ATR(14)（[[market.atr14]]）推出：价格升破它，卖出的判断就不再成立。',
          'The price above which the sale is void follows from the close and ATR(14) ([[market.atr14]]).',
        ),
    ids.has('decision.plan-target')
      ? ids.has('decision.reward-risk') &&
          !isLevelTarget(facts) &&
          say(
            '目标与止损都是按期限定下的 ATR 倍数，两者之比只是这两个距离之比，不说明胜算，也不作为理由。',
            'Target and stop are both ATR multiples set by the horizon: their ratio is that of two chosen distances, tells nothing of the odds and is no reason.',
          )
      : say(
          '推算的目标价不成立（不大于零），因此不设目标。',
          'The computed target would not be above zero, so none is set.',
        ),
    say(
      '若入场区间在计划期限内没有出现，或研究结论改变，计划自动失效。',
      'If the entry zone is not reached within the horizon, or the research changes, the plan lapses.',
    ),
  );
  return { sections: { 'trader-plan': text }, evidence: [], facts, score };
}
