import { AppError } from '@sagacity/kernel';
import { aggressive } from './aggressive/index.ts';
import { bear } from './bear/index.ts';
import { bull } from './bull/index.ts';
import { conservative } from './conservative/index.ts';
import { fundamentals } from './fundamentals/index.ts';
import { market } from './market/index.ts';
import { neutral } from './neutral/index.ts';
import { news } from './news/index.ts';
import type { Agent } from './port.ts';
import { researchManager } from './research-manager/index.ts';
import { riskManager } from './risk-manager/index.ts';
import { sentiment } from './sentiment/index.ts';
import { trader } from './trader/index.ts';

/** Every agent, in the order of the lanes and, within a lane, of speaking. */
export const agents: readonly Agent[] = [
  market,
  fundamentals,
  news,
  sentiment,
  bull,
  bear,
  researchManager,
  trader,
  aggressive,
  conservative,
  neutral,
  riskManager,
];

const byId = new Map(agents.map((agent) => [agent.id, agent]));

/** Undefined for an agent of another version. */
export const findAgent = (id: string): Agent | undefined => byId.get(id);

export function agentOf(id: string): Agent {
  const agent = findAgent(id);
  if (!agent) throw new AppError('INTERNAL', `No agent "${id}" in the roster.`, { id });
  return agent;
}
