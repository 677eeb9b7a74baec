import type { Config } from '@sagacity/platform/config/index';
import type { Platform } from '@sagacity/platform/open-platform';
import type { AccountServices } from './accounts/services.ts';
import type { RunServices } from './runs/context.ts';
import type { SettingsServices } from './settings/services.ts';

/** What every feature may use: the seven ports, and what is built on them once for each process. */
export interface Services extends Platform, RunServices {
  readonly config: Config;
  readonly settings: SettingsServices;
}

/** What handlers have besides: they run only where people sign in. */
export type DoorServices = Services & { readonly accounts: AccountServices };
