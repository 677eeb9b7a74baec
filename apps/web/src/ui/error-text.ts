import type { Language } from '@sagacity/contracts/facts';
import { sayFailure } from '@sagacity/contracts/wording/say-failure';
import { useI18n } from 'vue-i18n';
import { ApiError } from '../api/api-error.ts';

/** Codes whose own words say it all: the server's message would repeat them. */
const saidAlready = new Set<string>([
  'OFFLINE',
  'NOT_READY',
  'STORE_UNAVAILABLE',
  'INTERNAL',
  'UNAUTHENTICATED',
  'SESSION_REVOKED',
  'CREDENTIALS_REJECTED',
  'LOCKED_OUT',
  'FORBIDDEN',
]);

/** What happened and what to do next, in the reader's language; the server's own message where it knows more. */
export function useErrorText() {
  const { t, te, locale } = useI18n();
  const codeOf = (error: unknown): string => (error instanceof ApiError ? error.code : 'UNKNOWN');
  const happened = (error: unknown): string => {
    const key = `error.happened.${codeOf(error)}`;
    if (te(key)) return t(key);
    return error instanceof Error ? error.message : t('error.happened.UNKNOWN');
  };
  const next = (error: unknown): string => {
    const key = `error.next.${codeOf(error)}`;
    const told =
      error instanceof ApiError && !saidAlready.has(error.code) && te(`error.happened.${error.code}`)
        ? sayFailure(error.message, locale.value as Language).replace(
            /[^.。!?！？]$/,
            locale.value === 'zh' ? '$&。' : '$&.',
          )
        : '';
    return `${told} ${te(key) ? t(key) : t('error.next.UNKNOWN')}`.trim();
  };
  return { happened, next };
}
