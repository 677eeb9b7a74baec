import { AppError } from '@sagacity/kernel';
import { listVolumes } from '../../docker/list-volumes.ts';
import { orWithoutEngine } from '../../docker/or-without-engine.ts';
import { layout } from '../layout.ts';
import { primarySecretNames } from '../secrets/primary-secrets.ts';
import type { InitPlan } from './plan-init.ts';

/** New secrets do not open what an installation of this name keeps in its volumes. Throws CONFLICT that names them. */
export async function refuseOldData({ settings, files }: InitPlan): Promise<void> {
  const primary = primarySecretNames.map((name) => `${layout.secrets}/${name}`);
  if (!files.some(({ path, state }) => state === 'created' && primary.includes(path))) return;
  const project = settings.COMPOSE_PROJECT_NAME;
  const held = await orWithoutEngine(listVolumes(project), []);
  if (held.length > 0)
    throw new AppError(
      'CONFLICT',
      `an installation named ${project} has data on this host, which new secrets would not open: work in its directory (--dir), bring ${layout.env} and ${layout.secrets}/ back from a backup, or name this one otherwise (--project NAME). Nothing was written`,
      { volume: held },
    );
}
