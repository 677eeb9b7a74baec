import { parseArgs } from 'node:util';
import { startFakeOpenAi } from './fake-openai.ts';

const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });
const server = await startFakeOpenAi({ port: Number(values.port) });
process.stdout.write(`${server.url}\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.close());
