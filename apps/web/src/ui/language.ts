import type { Language, Localized } from '@sagacity/contracts/facts';
import { type ComputedRef, computed } from 'vue';
import { usePreferences } from '../session/preferences.ts';

/** The language shown now, and a reader for texts that come in both. */
export function useLanguage(): {
  language: ComputedRef<Language>;
  localized: (text: Partial<Localized> | null | undefined) => string;
} {
  const preferences = usePreferences();
  const language = computed(() => preferences.language);
  const localized = (text: Partial<Localized> | null | undefined): string =>
    text?.[language.value] ?? text?.[language.value === 'zh' ? 'en' : 'zh'] ?? '';
  return { language, localized };
}
