import type { Clock } from '@sagacity/kernel';
import type { Config } from '@sagacity/platform/config/index';
import type { KeyCheck } from './check-keys.ts';
import type { Compared } from './compare-ends.ts';

export interface CopyProgress {
  readonly phase: 'copy' | 'verify';
  readonly name: string;
  readonly done: number;
  readonly total: number;
}

export interface CopyStoreOptions {
  /** As `readAddress` takes them. */
  readonly from: string;
  readonly to: string;
  readonly config: Config;
  readonly clock: Clock;
  readonly encryptionKeyFile?: string;
  /** Replace whatever the target holds. */
  readonly overwrite?: boolean;
  /** Copy although a server has the source open; the copy is then not finished. */
  readonly live?: boolean;
  readonly onProgress?: (progress: CopyProgress) => void;
}

export interface CopyReport {
  readonly from: string;
  readonly to: string;
  /** `equal`: nothing had to be copied. `ahead`: equal now, but the source may be in use and the copy is not finished. */
  readonly outcome: 'copied' | 'equal' | 'ahead';
  /** Documents and bars written by this call; what an earlier call had written is not among them. */
  readonly written: Readonly<Record<string, number>>;
  readonly compared: readonly Compared[];
  readonly keys: KeyCheck;
  readonly openRuns: number;
  readonly seconds: number;
}
