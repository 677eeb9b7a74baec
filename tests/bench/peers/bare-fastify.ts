import { text } from 'node:stream/consumers';
import { fastify } from 'fastify';

/** Answers `GET /` with the bytes of its standard input as JSON, and does nothing else. */
const body = await text(process.stdin);
const app = fastify();
app.get('/', (_request, reply) => reply.type('application/json; charset=utf-8').send(body));
console.log(await app.listen({ host: '127.0.0.1', port: 0 }));
