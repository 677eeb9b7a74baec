import { expect, it } from 'vitest';
import { forbidTracing } from './forbid-tracing.ts';

it('takes the switches of the tracing service away and leaves the rest', () => {
  const environment = { LANGSMITH_TRACING: 'true', LANGCHAIN_TRACING_V2: 'true', HOME: '/home/a' };
  forbidTracing(environment);
  expect(environment).toEqual({ HOME: '/home/a' });
});
