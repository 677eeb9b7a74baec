import type { Language } from '@sagacity/contracts/facts';
import { nextTick } from 'vue';
import { createI18n } from 'vue-i18n';
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

/** Loads a language the first time it is asked for, then shows it. */
export async function setLanguage(language: Language): Promise<void> {
  const global = i18n.global as unknown as {
    locale: { value: Language };
    availableLocales: string[];
    setLocaleMessage(language: Language, messages: unknown): void;
  };
  if (!global.availableLocales.includes(language)) {
    global.setLocaleMessage(language, (await loaders[language]()).default);
    await nextTick();
  }
  global.locale.value = language;
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
}
