import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import type { RunSummary } from '@sagacity/contracts/runs';
import type { Skipped } from './port.ts';
import { type Peer, peerFile, startPeer } from './start-peer.ts';

const secret = 'only-for-this-measurement-0123456789';
const owner = 'acc_1';

/** The peer with the runs of one owner in its database, and a token of that owner. */
export async function startFastApi(
  runs: readonly RunSummary[],
): Promise<(Peer & { readonly token: string }) | Skipped> {
  const python = ['python3', '/usr/bin/python3'].find(hasFastApi);
  if (!python)
    return {
      skipped:
        'FastAPI is not there; apt-get install python3-fastapi uvicorn python3-jwt python3-uvloop python3-httptools',
    };
  const input = JSON.stringify({ secret, owner, runs });
  const peer = await startPeer(python, [peerFile('fastapi_runs.py')], { input });
  return { ...peer, token: signToken({ sub: owner }) };
}

function hasFastApi(python: string): boolean {
  try {
    execFileSync(python, ['-c', 'import fastapi, uvicorn, jwt'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function signToken(claims: object): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const body = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
}
