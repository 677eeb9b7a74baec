import { layout } from './layout.ts';
import type { Action } from './plan.ts';

export const nginxCandidate = `${layout.nginx}.next`;
const inContainer = (path: string) => path.replace('config/nginx', '/etc/nginx/site');
const nginx = (...args: string[]): Action => ({
  do: 'run',
  command: ['docker', 'compose', 'exec', '-T', 'nginx', 'nginx', ...args],
  timeoutMs: 30_000,
});

/** Replaces the configuration of a running nginx: the candidate is tested beside the live file, which a bad one never replaces. */
export const replaceNginx = (content: string): Action[] => [
  { do: 'write', path: nginxCandidate, mode: 0o644, content },
  nginx('-t', '-q', '-c', inContainer(nginxCandidate)),
  { do: 'rename', from: nginxCandidate, to: layout.nginx },
  nginx('-c', inContainer(layout.nginx), '-s', 'reload'),
];
