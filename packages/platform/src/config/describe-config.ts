import { Secret } from '@sagacity/kernel';
import { listLeaves } from './list-leaves.ts';
import type { Config, configTree } from './tree.ts';

/** Every knob in force as one flat record, secrets as `[redacted]`, for `sagacity config show`. */
export function describeConfig(config: Config, tree: typeof configTree): Record<string, unknown> {
  return Object.fromEntries(
    listLeaves(tree).map(({ key, path }) => {
      const value = path.reduce<unknown>((node, name) => (node as Record<string, unknown>)[name], config);
      return [key, value instanceof Secret ? value.toJSON() : value];
    }),
  );
}
