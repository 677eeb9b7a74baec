import { AppError } from '@sagacity/kernel';
import { listContainers } from '../docker/list-containers.ts';
import { renderNginx } from '../nginx/render-nginx.ts';
import type { ExecuteContext } from './execute-context.ts';
import { compareFile } from './init/compare-files.ts';
import { isRunning } from './is-running.ts';
import { layout } from './layout.ts';
import { nginxSettingsOf, readCertificateText } from './nginx-settings-of.ts';
import type { Action } from './plan.ts';
import { replaceNginx } from './replace-nginx.ts';
import { readSettings } from './settings/read-settings.ts';

/**
 * The configuration with one line per container in place of the name they share: a container that is to be stopped gets no new request
 * from the moment nginx has read it. `resolve` stays, because a container that restarts may have another address, and the shared name
 * stays as backup: should this file be left behind, the stack serves although those named are gone.
 */
export function nameBackends(conf: string, address: string, names: readonly string[]): string {
  const port = address.slice(address.lastIndexOf(':'));
  const shared = new RegExp(`^([ \\t]*)server ${address.replaceAll('.', '\\.')}( [^;\\n]*)?;$`, 'm');
  if (!shared.test(conf)) throw new AppError('INTERNAL', `the rendered nginx.conf has no server ${address}`);
  return conf.replace(shared, (_, indent: string, options = '') =>
    names.map((name) => `${indent}server ${name}${port}${options};`).join('\n'),
  );
}

/** How to have nginx send requests to all running backends but these, or, with none excepted, to whatever their name has. */
export async function routeRequests(except: readonly string[], context: ExecuteContext): Promise<Action[]> {
  const settings = nginxSettingsOf(readSettings(context.dir), readCertificateText(context.dir));
  let conf = renderNginx(settings);
  const isLive = compareFile(context.dir, { path: layout.nginx, mode: 0o644, content: conf }).action === null;
  if (except.length === 0 && isLive) return []; // each reload ends a worker, under whoever is just connecting to it
  const containers = await listContainers(context.project);
  if (!isRunning(containers, 'nginx')) return []; // nobody to lose
  if (except.length > 0) {
    const kept = containers.filter(
      (one) => one.service === 'backend' && one.state === 'running' && !except.includes(one.id),
    );
    if (kept.length === 0) throw new AppError('CONFLICT', 'no backend would be left; nothing was stopped');
    conf = nameBackends(
      conf,
      settings.backend,
      kept.map(({ name }) => name),
    );
  }
  return replaceNginx(conf);
}
