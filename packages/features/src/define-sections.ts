import { AppError } from '@sagacity/kernel';
import type { Config } from '@sagacity/platform/config/index';
import type { z } from 'zod';

/** Sections of the configuration that belong to one feature: `of` gives them out of one that was loaded with all features. */
export function defineSections<S extends z.ZodRawShape>(shape: S) {
  type Sections = z.output<z.ZodObject<S>>;
  return {
    shape,
    of(config: Config): Sections {
      const loaded = config as Readonly<Record<string, unknown>>;
      const missing = Object.keys(shape).filter((name) => !(name in loaded));
      if (missing.length > 0)
        throw new AppError(
          'INTERNAL',
          `configuration: loaded without ${missing.join()}; use features/config`,
        );
      const own = Object.keys(shape).map((name) => [name, loaded[name]]);
      return Object.fromEntries(own) as Sections; // the loader checked it with the tree of all features
    },
  };
}
