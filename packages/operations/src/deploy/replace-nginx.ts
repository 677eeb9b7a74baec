import { layout } from './layout.ts';
import type { Action } from './plan.ts';

export const nginxCandidate = `${layout.nginx}.next`;
const inContainer = (path: string) => path.replace('config/nginx', '/etc/nginx/site');
const inNginx = (...command: string[]): Action => ({
  do: 'run',
  command: ['docker', 'compose', 'exec', '-T', 'nginx', ...command],
  timeoutMs: 30_000,
});

/**
 * Replaces the configuration of a running nginx: the candidate is tested beside the live file, which a bad one never replaces. run.sh,
 * which is process 1 there, takes the new one at once when it is asked to.
 */
export const replaceNginx = (content: string): Action[] => [
  { do: 'write', path: nginxCandidate, mode: 0o644, content },
  inNginx('nginx', '-t', '-q', '-c', inContainer(nginxCandidate)),
  { do: 'rename', from: nginxCandidate, to: layout.nginx },
  inNginx('sh', '-c', 'kill -HUP 1'),
];

/** The actions, with the configuration of nginx replaced by way of the nginx that runs. */
export const throughNginx = (actions: readonly Action[]): Action[] =>
  actions.flatMap((action) =>
    action.do === 'write' && action.path === layout.nginx ? replaceNginx(action.content) : [action],
  );
