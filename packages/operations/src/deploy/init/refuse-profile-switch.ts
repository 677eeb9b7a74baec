import { AppError } from '@sagacity/kernel';
import { listVolumes } from '../../docker/list-volumes.ts';
import { orWithoutEngine } from '../../docker/or-without-engine.ts';
import { findProfileFault, profileFix } from '../settings/find-profile-fault.ts';
import type { InitPlan } from './plan-init.ts';

/** Throws CONFLICT where the data of this installation was made with the other profile. Without an engine nobody knows: `up` looks again. */
export async function refuseProfileSwitch({ settings }: Pick<InitPlan, 'settings'>): Promise<void> {
  const volumes = await orWithoutEngine(listVolumes(settings.COMPOSE_PROJECT_NAME), []);
  const fault = findProfileFault(settings, volumes);
  if (fault) throw new AppError('CONFLICT', `${fault}: ${profileFix}. Nothing was written`);
}
