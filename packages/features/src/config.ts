import {
  type Config,
  configTree,
  describeConfig as describe,
  type LoadConfigOptions,
  loadConfig as load,
} from '@sagacity/platform/config/index';
import type { Feature } from './define-feature.ts';
import { features } from './index.ts';

const all: readonly Feature[] = features;

/** Every knob: those of the program itself, and those of its features. */
export const wholeTree = configTree.extend(
  Object.assign({}, ...all.map((one) => one.config?.shape)),
) as unknown as typeof configTree; // whose section is whose, each feature's `of` knows

export const loadConfig = (options: Omit<LoadConfigOptions, 'tree'> = {}): Config =>
  load({ ...options, tree: wholeTree });
export const describeConfig = (config: Config): Record<string, unknown> => describe(config, wholeTree);
