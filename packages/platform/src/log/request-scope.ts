import { AsyncLocalStorage } from 'node:async_hooks';

const scope = new AsyncLocalStorage<string>();

/** Runs `work`; every log line written by it, however deep, carries the request id. */
export const withRequestId = <R>(requestId: string, work: () => R): R => scope.run(requestId, work);

export const currentRequestId = (): string | undefined => scope.getStore();
