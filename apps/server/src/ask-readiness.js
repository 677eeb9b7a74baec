import { get } from 'node:http';
import { argv, exit, stderr } from 'node:process';

/**
 * `node ask-readiness.js [port]`: exits 0 when the server on this machine says that it is ready, else prints why not and exits 1.
 * Every container asks this every few seconds, so it stands alone and is no TypeScript: without it Node needs half the time.
 */
const port = Number(argv[2] ?? 8000);
const limitMs = 8_000;

/** @param {string} reason */
function fail(reason) {
  stderr.write(`not ready: ${reason}\n`);
  exit(1);
}

/** @param {string} body */
function reasonIn(body) {
  try {
    const unwell = JSON.parse(body).components.filter(({ status }) => status !== 'ok');
    return unwell
      .map(({ name, status, detail }) => `${name} ${status} (${detail ?? 'no detail'})`)
      .join(', ');
  } catch {
    return body.slice(0, 200);
  }
}

setTimeout(() => fail(`no answer within ${limitMs} ms`), limitMs).unref();
get({ host: '127.0.0.1', port, path: '/api/health/ready', agent: false }, (reply) => {
  let body = '';
  reply.setEncoding('utf8');
  reply.on('data', (text) => {
    body += text;
  });
  reply.on('end', () =>
    reply.statusCode === 200 ? exit(0) : fail(`${reply.statusCode}: ${reasonIn(body)}`),
  );
}).on('error', (error) => fail(error.message));
