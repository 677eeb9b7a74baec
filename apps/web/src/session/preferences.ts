import type { Preferences } from '@sagacity/contracts/accounts';
import type { Language } from '@sagacity/contracts/facts';
import { defineStore } from 'pinia';
import { computed, ref, watch, watchEffect } from 'vue';
import { call } from '../api/index.ts';
import { setLanguage } from '../i18n/index.ts';
import { useSession } from './session.ts';

const key = 'sagacity.preferences';
const none: Preferences = { language: null, theme: 'system', gainColor: null };
const dark = window.matchMedia('(prefers-color-scheme: dark)');

function stored(): Preferences {
  try {
    return { ...none, ...(JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Preferences>) };
  } catch {
    return none;
  }
}

/** Language, theme and gain colour: this browser's until somebody signs in, then the account's. */
export const usePreferences = defineStore('preferences', () => {
  const session = useSession();
  const own = ref<Preferences>(stored());
  const systemDark = ref(dark.matches);
  dark.addEventListener('change', (event) => {
    systemDark.value = event.matches;
  });

  const language = computed<Language>(
    () => own.value.language ?? (navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en'),
  );
  const isDark = computed(() =>
    own.value.theme === 'system' ? systemDark.value : own.value.theme === 'dark',
  );
  const gainColor = computed(() => own.value.gainColor ?? (language.value === 'zh' ? 'red' : 'green'));

  function take(next: Preferences): void {
    own.value = { ...next };
    localStorage.setItem(key, JSON.stringify(own.value));
  }
  /** Takes effect at once; saved with the account when somebody is signed in. */
  async function change(part: Partial<Preferences>): Promise<void> {
    take({ ...own.value, ...part });
    if (session.account === null || session.account.mustChangePassword) return;
    session.account = await call('putPreferences', { body: own.value });
  }

  /** An account that never chose keeps what was chosen in this browser, say on the sign-in page. */
  watch(
    () => session.account?.preferences,
    (chosen) => {
      if (chosen === undefined) return;
      const { language: spoken, theme, gainColor: color } = chosen;
      if (spoken !== null || theme !== none.theme || color !== null) take(chosen);
    },
    { immediate: true },
  );
  watchEffect(() => {
    document.documentElement.classList.toggle('dark', isDark.value);
    document.documentElement.dataset.gain = gainColor.value;
  });
  watchEffect(() => {
    void setLanguage(language.value);
  });
  return { own, language, isDark, gainColor, change };
});
