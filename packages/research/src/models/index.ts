export { estimateInputTokens, estimateTokens } from './estimate-tokens.ts';
export { type ConfiguredVendor, type ModelFor, type OpenModel, openModels } from './open-models.ts';
export type {
  ChatMessage,
  ChatModel,
  ChatReply,
  ChatRequest,
  TokenUsage,
  ToolCall,
  ToolSpec,
} from './port.ts';
