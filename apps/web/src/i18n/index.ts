import type { Language } from '@sagacity/contracts/facts';
import { createI18n } from 'vue-i18n';
import { waitForPart } from '../parts/load-part.ts';
import type en from './en/index.ts';

export type Messages = typeof en;
declare module 'vue-i18n' {
  export interface DefineLocaleMessage extends Messages {}
}

const loaders = {
  zh: () => import('./zh/index.ts'),
  en: () => import('./en/index.ts'),
} satisfies Record<Language, () => Promise<{ default: unknown }>>;

export const i18n = createI18n({
  legacy: false,
  locale: 'en',
  fallbackLocale: false as const,
  missingWarn: false,
  fallbackWarn: false,
});

const loaded = new Set<Language>();
let wanted: Language;

/** Loads a language the first time it is asked for, then shows it. */
export async function setLanguage(language: Language): Promise<void> {
  const global = i18n.global as unknown as {
    locale: { value: Language };
    setLocaleMessage(language: Language, messages: unknown): void;
  };
  wanted = language;
  if (!loaded.has(language)) {
    global.setLocaleMessage(language, (await waitForPart<{ default: unknown }>(loaders[language])).default);
    loaded.add(language);
  }
  if (wanted !== language) return;
  global.locale.value = language;
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
}
