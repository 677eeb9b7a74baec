import { loadConfig } from '@sagacity/features/config';
import { actAs, type Ctx, command } from '@sagacity/features/context';
import { openServices } from '@sagacity/features/open-services';
import type { Services } from '@sagacity/features/services';
import { systemClock } from '@sagacity/kernel';
import { hostUser } from '@sagacity/platform/host-user';
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
    return await work({ ...services, ...actAs(services, command(hostUser())) });
  } finally {
    await services.close();
  }
}
