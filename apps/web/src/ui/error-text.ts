import { useI18n } from 'vue-i18n';
import { ApiError } from '../api/api-error.ts';

/** What happened and what to do next, in the reader's language; the server's own message where it knows more. */
export function useErrorText() {
  const { t, te } = useI18n();
  const codeOf = (error: unknown): string => (error instanceof ApiError ? error.code : 'UNKNOWN');
  const happened = (error: unknown): string => {
    const key = `error.happened.${codeOf(error)}`;
    if (te(key)) return t(key);
    return error instanceof Error ? error.message : t('error.happened.UNKNOWN');
  };
  const next = (error: unknown): string => {
    const key = `error.next.${codeOf(error)}`;
    const told =
      error instanceof ApiError && te(`error.happened.${error.code}`) && error.message !== ''
        ? `${error.message} `
        : '';
    const hides = error instanceof ApiError && (error.notServing || error.code === 'INTERNAL');
    return `${hides ? '' : told}${te(key) ? t(key) : t('error.next.UNKNOWN')}`;
  };
  return { happened, next };
}
