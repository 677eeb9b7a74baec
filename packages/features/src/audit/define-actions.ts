import type { RouteName } from '@sagacity/contracts';
import type { z } from 'zod';

export interface AuditAction<P extends z.ZodType = z.ZodType> {
  /** What its entries say beside who, when and to what. Strict, and never a secret. */
  readonly details: P;
  /** The routes and commands whose verb writes it. */
  readonly by: readonly (RouteName | `sagacity ${string}`)[];
}

/** What can be done in a feature, noun-action: `account-created`. */
export type AuditActions = Readonly<Record<string, AuditAction>>;

export const defineActions = <T extends AuditActions>(actions: T): T => actions;

/** What a verb says of what it did. */
export type Done<T extends AuditActions> = {
  [N in keyof T & string]: {
    readonly action: N;
    /** What it was done to: `account:acc_…`. */
    readonly subject: string;
    readonly details: z.input<T[N]['details']>;
  };
}[keyof T & string];
