import { runCommand } from '../../docker/run-command.ts';
import { renderNginx } from '../../nginx/render-nginx.ts';
import { compareFile } from '../init/compare-files.ts';
import { planCertificate } from '../init/plan-certificate.ts';
import { layout } from '../layout.ts';
import { nginxSettingsOf, readCertificateText } from '../nginx-settings-of.ts';
import type { Plan } from '../plan.ts';
import { planUp } from './plan-up.ts';
import { findImage, readConfigHash, readStack, type Stack } from './read-stack.ts';
import { refuseForeign } from './refuse-foreign.ts';

export interface PrepareUpInput {
  readonly dir: string;
  readonly build: boolean;
  readonly timeoutMs: number;
}

/** Reads what is there and plans what is to be done about it. */
export async function prepareUp({
  dir,
  build,
  timeoutMs,
}: PrepareUpInput): Promise<{ stack: Stack; plan: Plan }> {
  const stack = await readStack(dir);
  refuseForeign(stack);
  const builtImages = stack.services.filter(({ isBuilt }) => isBuilt).map(({ image }) => image);
  const missingImages: string[] = [];
  const outdated: string[] = [];
  for (const { name, image, isOnDemand } of stack.services) {
    if (isOnDemand) continue;
    const imageId = await findImage(image);
    if (imageId === null) missingImages.push(name);
    const own = stack.containers.filter(({ service }) => service === name);
    if (own.length === 0) continue;
    const hash = await readConfigHash(dir, name);
    const isOld = own.some((one) => one.configHash !== hash || (imageId !== null && one.imageId !== imageId));
    if (isOld || (build && builtImages.includes(image))) outdated.push(name);
  }
  const { settings } = stack;
  const content = renderNginx(nginxSettingsOf(settings, readCertificateText(dir)));
  const issued =
    settings.TLS_MODE === 'self-signed' ? await planCertificate(dir, settings, {}, settings.TLS_MODE) : [];
  const nginx = compareFile(dir, { path: layout.nginx, mode: 0o644, content });
  const plan = planUp({
    ...{ stack, missingImages, outdated, build, timeoutMs, nginx },
    commit: await readCommit(dir),
    certificate: issued.map((file) => ({ do: 'write', ...file })),
  });
  return { stack, plan };
}

/** The commit of a checkout, marked when files differ from it; null without git or outside of one. */
async function readCommit(dir: string): Promise<string | null> {
  const args = ['describe', '--always', '--dirty', '--abbrev=40', '--exclude', '*'];
  const asked = await runCommand('git', args, { cwd: dir, timeoutMs: 10_000 }).catch(() => null); // no git on this host
  return asked?.code === 0 ? asked.stdout.trim() : null;
}
