import { loadConfig } from '@sagacity/features/config';
import { AppError } from '@sagacity/kernel';
import type { ConfigFault } from '@sagacity/platform/config/config-fault';
import { layout } from '../layout.ts';
import { type Check, fault, ok } from './check.ts';

const fix = `correct ${layout.config}; docs/reference/config.md lists every setting`;

/** The file that backends and workers read as they start: what is wrong in it ends the next one that does. Secrets and addresses they get elsewhere. */
export const programSettingsCheck: Check = {
  name: 'settings of the program',
  run({ dir, isSetUp }) {
    if (!isSetUp) return [];
    const found = findFaults(dir).filter(({ source }) => source === layout.config);
    if (found.length === 0) return [ok(`${layout.config} can be read`)];
    return found.map(({ key, problem }) => fault(`${layout.config}: ${key}: ${problem}`, fix));
  },
};

function findFaults(directory: string): readonly ConfigFault[] {
  try {
    loadConfig({ directory, environment: {} });
    return [];
  } catch (error) {
    if (error instanceof AppError && error.code === 'CONFIG_INVALID')
      return error.details.faults as ConfigFault[]; // made by the loader
    throw error;
  }
}
