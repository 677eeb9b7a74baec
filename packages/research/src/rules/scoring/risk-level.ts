import { clamp } from '../finding.ts';
import type { Facts } from '../read-facts.ts';
import { fullRisk, riskParts } from '../weights.ts';

/** Risk 0 to 1 from volatility, its percentile, drawdown, leverage and disagreement; the parts unknown do not count. */
export function riskLevel({ find }: Facts, agreement: number): number {
  const volatility = find('market.volatility-250d') ?? find('market.volatility-20d');
  const percentile = find('market.atr14-percentile');
  const drawdown = find('market.max-drawdown-250d') ?? find('market.drawdown');
  const debt = find('fundamentals.debt-to-assets');
  const parts: ReadonlyArray<readonly [number, number | undefined]> = [
    [riskParts.volatility, volatility === undefined ? undefined : volatility / fullRisk.volatilityPct],
    [riskParts.atrPercentile, percentile === undefined ? undefined : percentile / 100],
    [riskParts.drawdown, drawdown === undefined ? undefined : -drawdown / fullRisk.drawdownPct],
    [riskParts.leverage, debt === undefined ? undefined : debt / 100],
    [riskParts.disagreement, 1 - agreement],
  ];
  const known = parts.filter((part): part is readonly [number, number] => part[1] !== undefined);
  const weight = known.reduce((sum, [share]) => sum + share, 0);
  const risk = known.reduce((sum, [share, value]) => sum + share * clamp(value, 0, 1), 0) / weight;
  return Math.round(risk * 100) / 100;
}
