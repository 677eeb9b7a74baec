export { ground } from './ground.ts';
export type { Ground } from './port.ts';
export { formatNumber, renderFact } from './render-fact.ts';
export { renderGroundingReference } from './render-grounding-reference.ts';
