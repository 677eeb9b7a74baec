export { adjustBars } from './adjust-bars.ts';
export { adjustmentsFromFactors, type FactorRow } from './adjustments-from-factors.ts';
