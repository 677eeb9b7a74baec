export { adjustBars } from './adjust-bars.ts';
export { adjustmentsFromFactors, type FactorRow } from './adjustments-from-factors.ts';
export { barsOfPeriod } from './bars-of-period.ts';
export { findSplitJumps, type SplitJump } from './find-split-jumps.ts';
export { unitRatio, unitsFit, unitWindow } from './unit-ratio.ts';
