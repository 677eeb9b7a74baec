import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv, exit, kill, stderr } from 'node:process';

/**
 * `node ask-readiness.js [port] [--heal] [--once]`: exits 0 when the server on this machine says that it is ready, else prints why not
 * and exits 1. Every container asks this every few seconds, so it stands alone and is no TypeScript: without it Node needs half the time.
 * --heal: a server that answers nothing at all, not even that it lives, twice in a row is killed, for whoever restarts it.
 * --once: once it was ready, it only has to live; for a Swarm, which kills what is unhealthy, whatever the reason.
 */
const port = Number(argv[2]?.startsWith('--') ? 8000 : (argv[2] ?? 8000));
const limitMs = 8_000;
const wasReady = join(tmpdir(), `sagacity-${port}-was-ready`);
const wasSilent = join(tmpdir(), `sagacity-${port}-was-silent`);

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

/** Processes that listen on the port, found through the kernel's table of sockets. */
function listeners() {
  const local = new RegExp(`:${port.toString(16).toUpperCase().padStart(4, '0')}$`);
  const sockets = ['tcp', 'tcp6']
    .flatMap((table) => readFileSync(`/proc/net/${table}`, 'utf8').split('\n'))
    .map((row) => row.trim().split(/\s+/))
    .filter(([, address, , state]) => state === '0A' && local.test(address ?? ''))
    .map((fields) => `socket:[${fields[9]}]`);
  return readdirSync('/proc').filter((pid) => {
    try {
      return readdirSync(`/proc/${pid}/fd`).some((fd) =>
        sockets.includes(readlinkSync(`/proc/${pid}/fd/${fd}`)),
      );
    } catch {
      return false; // no process, or not ours
    }
  });
}

/** It took the connection and said nothing: its event loop hangs, or it was stopped. A refused connection is no sign of that. */
function onSilence() {
  if (!argv.includes('--heal')) fail(`no answer within ${limitMs} ms`);
  if (existsSync(wasSilent)) {
    rmSync(wasSilent);
    for (const pid of listeners()) kill(Number(pid), 'SIGKILL');
    fail('no sign of life twice in a row; killed');
  }
  writeFileSync(wasSilent, '');
  fail(`no sign of life within ${limitMs} ms; killed when there is none the next time`);
}

let lives = false;
/** @param {string} path @param {(status: number, body: string) => void} onAnswer */
const ask = (path, onAnswer) =>
  get({ host: '127.0.0.1', port, path, agent: false }, (reply) => {
    lives = true;
    rmSync(wasSilent, { force: true });
    let body = '';
    reply.setEncoding('utf8');
    reply.on('data', (text) => {
      body += text;
    });
    reply.on('end', () => onAnswer(reply.statusCode ?? 0, body));
  }).on('error', (error) => {
    rmSync(wasSilent, { force: true });
    fail(error.message);
  });

setTimeout(() => (lives ? fail(`no answer within ${limitMs} ms`) : onSilence()), limitMs).unref();
const once = argv.includes('--once');
if (once && existsSync(wasReady)) ask('/api/health/live', () => exit(0));
else {
  if (argv.includes('--heal')) ask('/api/health/live', () => {});
  ask('/api/health/ready', (status, body) => {
    if (status !== 200) fail(`${status}: ${reasonIn(body)}`);
    if (once) writeFileSync(wasReady, '');
    exit(0);
  });
}
