import { ApiError } from '../api/api-error.ts';
import { useServing } from '../shell/serving.ts';
import { useVersion } from '../shell/version.ts';

const timeLimitMs = 20_000;

/** A stylesheet that failed counts as present for the next attempt, which would then show the part without it. */
function dropFailedStyles(): void {
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]'))
    if (link.sheet === null) link.remove();
}

async function within<T>(load: () => Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(reject, timeLimitMs, new ApiError('OFFLINE', 'A part of the app does not come.'));
  });
  return Promise.race([load(), late]).finally(() => clearTimeout(timer));
}

/** Imports a part of the app. Throws `OFFLINE` when it cannot be had, `REPLY_MISFIT` when the server has another version by now. */
export async function loadPart<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await within(load);
  } catch {
    dropFailedStyles();
    await useVersion().check();
    if (useVersion().isNewer) throw new ApiError('REPLY_MISFIT', 'This part belongs to another version.');
    useServing().noticed();
    throw new ApiError('OFFLINE', 'A part of the app could not be loaded.');
  }
}

/** The same, and waits for a server that is away. */
export const waitForPart = <T>(load: () => Promise<T>): Promise<T> =>
  loadPart(load).catch((error: unknown) => {
    if (error instanceof ApiError && error.notServing) return useServing().waitFor(() => loadPart(load));
    throw error;
  });
