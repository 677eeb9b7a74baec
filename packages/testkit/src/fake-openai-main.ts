import { parseArgs } from 'node:util';
import { startFakeOpenAi } from './fake-openai.ts';
import { autoAnswer } from './fake-openai-auto-answer.ts';

/** `node fake-openai-main.ts [--port N] [--latency-ms N] [--piece-ms N]`; prints its base URL. */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    'latency-ms': { type: 'string', default: '0' },
    'piece-ms': { type: 'string', default: '0' },
  },
});
const pace = { latencyMs: Number(values['latency-ms']), pieceMs: Number(values['piece-ms']) };
const server = await startFakeOpenAi({
  port: Number(values.port),
  script: (request) => ({ ...autoAnswer(request), ...pace }),
});
process.stdout.write(`${server.url}\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.close());
