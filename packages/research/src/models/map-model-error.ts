import { AppError, isAppError, messageOf } from '@sagacity/kernel';

interface VendorError {
  readonly status?: number;
  readonly headers?: Headers | Record<string, string>;
  readonly errorDetails?: readonly { readonly retryDelay?: string; readonly reason?: string }[];
}

function retryAfterMs(error: VendorError, now: number): number | undefined {
  const { headers, errorDetails } = error;
  const header = headers instanceof Headers ? headers.get('retry-after') : headers?.['retry-after'];
  const delay = errorDetails?.find((detail) => detail.retryDelay)?.retryDelay;
  if (header)
    return /^[\d.]+$/.test(header)
      ? Number(header) * 1000
      : Math.max(0, Date.parse(header) - now) || undefined;
  return delay ? Number.parseFloat(delay) * 1000 : undefined;
}

/** Google says 400 to a key that is none. */
const isKeyRefused = ({ errorDetails }: VendorError) =>
  errorDetails?.some(({ reason }) => reason === 'API_KEY_INVALID') ?? false;

/** What a vendor's client threw, as one of the reactions the meter knows; what our own `fetch` threw the client wraps. */
export function mapModelError(error: unknown, ref: string, signal: AbortSignal, now = Date.now()): unknown {
  if (signal.aborted) return signal.reason;
  const own = [error, (error as Error | null)?.cause].find((each) => isAppError(each));
  if (own) return own;
  const vendor = (error ?? {}) as VendorError;
  const { status } = vendor;
  const said = messageOf(error).slice(0, 300);
  if (status === 429) {
    const wait = retryAfterMs(vendor, now);
    return new AppError(
      'RATE_LIMITED',
      `${ref} answered 429: too many requests for its plan.`,
      { model: ref, ...(wait === undefined ? {} : { retryAfterMs: wait }) },
      error,
    );
  }
  if (status === 401 || status === 403 || isKeyRefused(vendor))
    return new AppError(
      'KEY_REFUSED',
      `${ref.split('/')[0]} refused the key (${status}) when ${ref} was asked; enter another one under Settings, Models.`,
      { model: ref, status },
      error,
    );
  if (status === 404)
    return new AppError(
      'NOT_CONFIGURED',
      `${ref} does not know the model or path (404); check the vendor in the settings.`,
      { model: ref, status },
      error,
    );
  const permanent = status !== undefined && status >= 400 && status < 500 && status !== 408 && status !== 409;
  return new AppError(
    'UPSTREAM_FAILED',
    `${ref} failed${status ? ` with ${status}` : ''}: ${said}`,
    { model: ref, ...(status ? { status } : {}), ...(permanent ? { permanent } : {}) },
    error,
  );
}
