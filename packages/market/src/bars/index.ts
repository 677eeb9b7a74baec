export { adjustBars } from './adjust-bars.ts';
export { adjustmentsFromFactors, type FactorRow } from './adjustments-from-factors.ts';
export { unitRatio, unitsFit, unitWindow } from './unit-ratio.ts';
