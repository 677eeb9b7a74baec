import type { ResolvedRunConfig } from '@sagacity/contracts/runs';
import type { Clock } from '@sagacity/kernel';
import type { Market } from '@sagacity/market';
import type { Log } from '@sagacity/platform/log/log';
import type { Store } from '@sagacity/platform/store/port';
import { createRulesEngine, forgetRun, planSteps, runResearch } from '@sagacity/research';
import { ground } from '@sagacity/research/grounding/index';
import { createLlmEngine, modelChain } from '@sagacity/research/llm/index';
import { createCallLedger } from '@sagacity/research/meter/call-ledger';
import { createMeter, modelCalls } from '@sagacity/research/meter/index';
import { type ConfiguredVendor, openModels } from '@sagacity/research/models/index';
import type { Engine } from '@sagacity/research/roster/port';
import type { Research } from './context.ts';
import { estimateResearch } from './estimate-research.ts';
import { recallDecisions } from './recall-decisions.ts';

export interface ResearchOptions {
  readonly store: Store;
  readonly market: Market;
  readonly clock: Clock;
  readonly log: Log;
  /** Vendors with their keys, read anew for each run. */
  readonly vendors: () => Promise<ConfiguredVendor[]>;
  /** Throws ADDRESS_REFUSED for an address no model vendor may have. */
  readonly screenAddress: (url: URL) => Promise<unknown>;
  /** Outbound HTTP of the model vendors' clients. */
  readonly fetch: typeof fetch;
}

/** Research with both engines over the store and the market. */
export function openResearch({
  store,
  market,
  clock,
  log,
  vendors,
  screenAddress,
  fetch,
}: ResearchOptions): Research {
  const rules = createRulesEngine();

  const modelsOf = async (config: ResolvedRunConfig) => {
    const chain = modelChain(config);
    const refs = [...new Set([...chain('quick'), ...chain('deep')])];
    const configured = await vendors();
    const modelFor = openModels(configured, { fetch });
    for (const ref of refs) modelFor(ref);
    for (const { id, baseUrl } of configured)
      if (baseUrl && refs.some((ref) => ref.startsWith(`${id}/`))) await screenAddress(new URL(baseUrl));
    return { chain, modelFor };
  };

  const engineOf = async (runId: string, config: ResolvedRunConfig): Promise<Engine> => {
    if (config.engine === 'rules') return rules;
    const { chain, modelFor } = await modelsOf(config);
    const meter = createMeter({ runId, budget: config.budget, modelFor, store, clock });
    return createLlmEngine({ meter, models: chain });
  };

  return {
    planSteps,
    async checkModels(config) {
      if (config.engine === 'llm') await modelsOf(config);
    },
    async estimate(config) {
      return estimateResearch(planSteps(config), config.engine === 'llm' ? await modelsOf(config) : null);
    },
    async execute({ runId, ownerId, instrument, config, steps, emit, signal }) {
      return runResearch(
        {
          store,
          engine: await engineOf(runId, config),
          gather: () => market.buildSnapshot({ instrument: instrument.id, asOf: config.asOf }),
          recall: () => recallDecisions(store, { ownerId, instrument: instrument.id, before: config.asOf }),
          ground,
          emit,
          clock,
          log: { warn: (details, message) => log.warning({ ...details }, message) },
        },
        { runId, instrument: instrument.id, config, steps, signal },
      );
    },
    spent: (runId) => createCallLedger(store).spentBy(runId),
    forgetProgress: (runId) => forgetRun(store, runId),
    async forget(runId) {
      await forgetRun(store, runId);
      await store.collection(modelCalls).deleteMany({ runId });
    },
  };
}
