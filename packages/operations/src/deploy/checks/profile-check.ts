import { listVolumes } from '../../docker/list-volumes.ts';
import { findProfileFault, profileFix } from '../settings/find-profile-fault.ts';
import { type Check, fault, ok, unknown } from './check.ts';

export const profileCheck: Check = {
  name: 'data',
  run: async ({ settings, engine }) => {
    if (engine === null) return [unknown('not looked at: no engine')];
    const found = findProfileFault(settings, await listVolumes(settings.COMPOSE_PROJECT_NAME));
    return [found === null ? ok('fits the profile of .env, or is not there yet') : fault(found, profileFix)];
  },
};
