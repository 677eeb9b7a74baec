export { researchEntities } from './checkpoint/entities.ts';
export { forgetRun } from './checkpoint/forget-run.ts';
export { planSteps, roundsOfDepth } from './graph/plan-steps.ts';
export { toMarkdown } from './report/to-markdown.ts';
export { agentOf, agents } from './roster/index.ts';
export { renderRulesReference } from './rules/render-rules-reference.ts';
export { createRulesEngine } from './rules/rules-engine.ts';
export { type ResearchDeps, type ResearchTask, runResearch } from './run-research.ts';
