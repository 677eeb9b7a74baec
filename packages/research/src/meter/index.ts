export {
  createMeter,
  type Meter,
  type MeteredReply,
  type MeteredRequest,
  type MeterOptions,
  type StepMeter,
} from './create-meter.ts';
export { type ModelCall, modelCalls } from './model-calls.ts';
export { defaultRetryPolicy, type RetryPolicy } from './retry-policy.ts';
