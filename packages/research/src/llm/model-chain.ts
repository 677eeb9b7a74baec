import type { RunConfig } from '@sagacity/contracts/runs';
import { AppError } from '@sagacity/kernel';
import type { Agent } from '../roster/port.ts';

type Models = Pick<RunConfig, 'quickModel' | 'deepModel' | 'fallbackModels'>;

/**
 * The models of a tier, first choice first, each once: the tier's own, else the other tier's, then the fallbacks. Throws
 * NOT_CONFIGURED when the run names none.
 */
export function modelChain(config: Models): (tier: Agent['tier']) => readonly string[] {
  const { quickModel, deepModel, fallbackModels } = config;
  return (tier) => {
    const own = tier === 'deep' ? (deepModel ?? quickModel) : (quickModel ?? deepModel);
    const chain = [...new Set([own, ...fallbackModels].filter((ref) => ref !== undefined))];
    if (chain.length === 0)
      throw new AppError(
        'NOT_CONFIGURED',
        'The run uses the llm engine and names no model; choose one in the run form.',
      );
    return chain;
  };
}
