import type { StackAddress } from './open-stack.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Null where there is no Docker engine. */
    stack: StackAddress | null;
  }
}
