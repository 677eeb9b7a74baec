import { type Ctx, systemActor } from '@sagacity/features/context';
import { openServices, type Services } from '@sagacity/features/open-services';
import { newId, systemClock } from '@sagacity/kernel';
import { loadConfig } from '@sagacity/platform/config/index';
import { openLog } from '@sagacity/platform/log/index';

export type CommandCtx = Ctx & Services;

/** Opens the data directory for one command and closes it after; a server may be running on it at the same time. */
export async function withServices<R>(
  work: (ctx: CommandCtx) => Promise<R>,
  { anyKey = false }: { readonly anyKey?: boolean } = {},
): Promise<R> {
  const config = loadConfig();
  const log = openLog({ level: 'WARNING', format: 'text' });
  const services = await openServices({ config, log, clock: systemClock, anyKey });
  try {
    return await work({
      ...services,
      actor: systemActor,
      requestId: newId('cmd'),
      address: null,
      clock: systemClock,
      log,
      newId: (prefix) => newId(prefix),
    });
  } finally {
    await services.close();
  }
}
