export { createLlmEngine, type LlmEngineOptions } from './create-llm-engine.ts';
export { modelChain } from './model-chain.ts';
