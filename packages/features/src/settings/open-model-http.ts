import { AppError, isAppError } from '@sagacity/kernel';
import {
  type OutboundFetch,
  type OutboundOptions,
  openOutbound,
  screenAddress,
} from '@sagacity/platform/http/index';

export interface ModelHttp {
  /** Throws ADDRESS_REFUSED for an address that model vendors may not have. */
  readonly screenAddress: (url: URL) => Promise<unknown>;
  readonly fetch: OutboundFetch;
}

/** Outbound HTTP of model vendors; `allowsPrivate` is asked at each call, so that a switch works at once. */
export function openModelHttp(
  options: Omit<OutboundOptions, 'allowPrivate'>,
  allowsPrivate: () => Promise<boolean>,
): ModelHttp {
  const clients = [false, true].map((allowPrivate) => openOutbound({ ...options, allowPrivate }));
  const [toPublic, toAll] = clients as [OutboundFetch, OutboundFetch];
  return {
    screenAddress: async (url) =>
      screenAddress(url, { ...options, allowPrivate: await allowsPrivate() }).catch(nameSwitch),
    fetch: async (input, init) => ((await allowsPrivate()) ? toAll : toPublic)(input, init).catch(nameSwitch),
  };
}

/** Says where a private address is allowed: the reader may be an administrator of the pages or of the host. */
function nameSwitch(error: unknown): never {
  if (!isAppError(error, 'ADDRESS_REFUSED') || !error.message.includes('private or local')) throw error;
  const { host } = error.details;
  throw new AppError(
    'ADDRESS_REFUSED',
    `${host}: the address is private or local. Allow private addresses under Settings, Models, or set SAGACITY_LLM_ALLOW_PRIVATE_ADDRESSES=true (llm.allowPrivateAddresses).`,
    error.details,
    error,
  );
}
