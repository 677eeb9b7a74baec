import { QueryClient } from '@tanstack/vue-query';
import { ApiError } from './api-error.ts';

/**
 * Retries only what the error table calls retryable, three times, waiting longer each time. A server that is away is waited for
 * elsewhere, and the browser's own idea of being offline is not asked: the request says it better, and the page can tell.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      networkMode: 'always',
      refetchOnWindowFocus: false,
      retry: (count, error) => count < 3 && error instanceof ApiError && error.retryable && !error.notServing,
      retryDelay: (attempt) => Math.min(8000, 500 * 2 ** attempt),
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});
