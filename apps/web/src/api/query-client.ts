import { QueryClient } from '@tanstack/vue-query';
import { ApiError } from './api-error.ts';

/** Retries only what the error table calls retryable, three times, waiting longer each time. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      refetchOnWindowFocus: false,
      retry: (count, error) => count < 3 && error instanceof ApiError && error.retryable,
      retryDelay: (attempt) => Math.min(8000, 500 * 2 ** attempt),
    },
    mutations: { retry: false },
  },
});
