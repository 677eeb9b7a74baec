import type { Fact } from '@sagacity/contracts/facts';
import type { AgentView } from '../../roster/port.ts';
import { reading } from '../reading.ts';
import type { Side } from '../scoring/rate.ts';
import { confidenceSize, holdShare, type RiskStyle, riskStyles, styleMix } from '../weights.ts';
import { lastSize } from './propose-size.ts';

const styles = Object.keys(riskStyles) as RiskStyle[];

/** Weighted mean over the styles that `value` knows. */
function mixed(risk: number, value: (style: RiskStyle) => number | undefined): number | undefined {
  const mix = styleMix(risk);
  const known = styles.filter((style) => value(style) !== undefined);
  const weight = known.reduce((sum, style) => sum + mix[style], 0);
  return weight === 0
    ? undefined
    : known.reduce((sum, style) => sum + mix[style] * value(style)!, 0) / weight;
}

/** The position in percent of the portfolio as a fact; undefined when no style proposed a size. A sale keeps nothing. */
export function finalSize(view: AgentView, side: Side, risk: number, confidence: number): Fact | undefined {
  const size = mixed(risk, (style) => lastSize(view, style));
  if (size === undefined) return undefined;
  const share = side === 'sell' ? 0 : side === 'hold' ? holdShare : 1;
  const value = size * share * (confidenceSize.floor + (1 - confidenceSize.floor) * confidence);
  return reading(view.snapshot, {
    id: 'decision.position',
    group: 'decision',
    zh: side === 'hold' ? '持有者的仓位上限' : '建议仓位',
    en: side === 'hold' ? 'Most for those who hold it' : 'Position',
    value,
    unit: 'percent',
    digits: 1,
    formula: 'mean of the styles’ sizes mixed by risk x confidence factor; half for a hold, none for a sale',
    inputs: styles.flatMap((style) =>
      lastSize(view, style) === undefined ? [] : [`decision.size-${style}`],
    ),
  });
}
