import { get } from 'node:http';
import { argv, exit, stderr } from 'node:process';

/**
 * `node ask-readiness.ts [port]`: exits 0 when the server on this machine says that it is ready, else prints why not and exits 1.
 * Stands alone, because a container asks it every few seconds.
 */
const port = Number(argv[2] ?? 8000);
const limitMs = 4_000;

const fail = (reason: string): never => {
  stderr.write(`not ready: ${reason}\n`);
  exit(1);
};

interface Component {
  readonly name: string;
  readonly status: string;
  readonly detail: string | null;
}

function reasonIn(body: string): string {
  try {
    const { components } = JSON.parse(body) as { components: readonly Component[] };
    const unwell = components.filter(({ status }) => status !== 'ok');
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
  reply.on('data', (text: string) => {
    body += text;
  });
  reply.on('end', () =>
    reply.statusCode === 200 ? exit(0) : fail(`${reply.statusCode}: ${reasonIn(body)}`),
  );
}).on('error', (error) => fail(error.message));
