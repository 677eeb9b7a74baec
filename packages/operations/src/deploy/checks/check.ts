import type { Container } from '../../docker/parse-containers.ts';
import type { Settings } from '../settings/settings-table.ts';

/** unknown: it could not be found out, which is not the same as good. */
export type Level = 'ok' | 'warning' | 'fault' | 'unknown';

export interface Finding {
  readonly level: Level;
  readonly message: string;
  /** What to do about it; null when there is nothing to do. */
  readonly fix: string | null;
  /** The command that puts it right by itself, and so need not be refused for it. */
  readonly mendedBy?: 'up';
}

/** What `docker info` says, of which these are looked at. */
export interface EngineFacts {
  readonly version: string;
  /** Podman answers Docker's questions, with a version of its own. */
  readonly isPodman: boolean;
  readonly isRootless: boolean;
  /** Null when the compose plug-in is not installed. */
  readonly composeVersion: string | null;
  readonly rootDir: string;
  readonly cpus: number;
  readonly memoryBytes: number;
  /** Names of limits that the kernel does not enforce. */
  readonly missingLimits: readonly string[];
  /** Runs on this machine, so that its files and ports can be looked at. */
  readonly isLocal: boolean;
}

export interface CheckContext {
  readonly dir: string;
  /** False before `init`: then the settings are the initial ones, and what it makes is not there yet. */
  readonly isSetUp: boolean;
  readonly settings: Settings;
  readonly engine: EngineFacts | null;
  /** Why there is no engine; empty when there is one. */
  readonly engineFault: string;
  readonly containers: readonly Container[];
  readonly timeUrl?: string | undefined;
}

/** One prerequisite. Never throws for what it is about: that is a finding. */
export interface Check {
  readonly name: string;
  run(context: CheckContext): Promise<readonly Finding[]> | readonly Finding[];
}

export const ok = (message: string): Finding => ({ level: 'ok', message, fix: null });
export const warning = (message: string, fix: string): Finding => ({ level: 'warning', message, fix });
export const fault = (message: string, fix: string): Finding => ({ level: 'fault', message, fix });
export const unknown = (message: string, fix: string | null = null): Finding => ({
  level: 'unknown',
  message,
  fix,
});
