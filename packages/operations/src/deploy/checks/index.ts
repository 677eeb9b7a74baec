import { capacityCheck } from './capacity-check.ts';
import { certificateCheck } from './certificate-check.ts';
import type { Check } from './check.ts';
import { clockCheck } from './clock-check.ts';
import { composeCheck } from './compose-check.ts';
import { databaseImageCheck } from './database-image-check.ts';
import { diskCheck } from './disk-check.ts';
import { dnsCheck } from './dns-check.ts';
import { edgeCheck } from './edge-check.ts';
import { engineCheck } from './engine-check.ts';
import { envCheck } from './env-check.ts';
import { kernelCheck } from './kernel-check.ts';
import { mountedFilesCheck } from './mounted-files-check.ts';
import { portsCheck } from './ports-check.ts';
import { profileCheck } from './profile-check.ts';
import { programSettingsCheck } from './program-settings-check.ts';
import { secretsCheck } from './secrets-check.ts';
import { untaggedImagesCheck } from './untagged-images-check.ts';

/** What has to be right before the stack starts, in the order it is printed. */
export const checks: readonly Check[] = [
  engineCheck,
  composeCheck,
  envCheck,
  profileCheck,
  databaseImageCheck,
  secretsCheck,
  mountedFilesCheck,
  programSettingsCheck,
  certificateCheck,
  edgeCheck,
  portsCheck,
  dnsCheck,
  capacityCheck,
  diskCheck,
  untaggedImagesCheck,
  clockCheck,
  kernelCheck,
];
