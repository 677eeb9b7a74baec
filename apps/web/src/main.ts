import 'element-plus/theme-chalk/dark/css-vars.css';
import './styles/tokens.css';
import './styles/base.css';
import { VueQueryPlugin } from '@tanstack/vue-query';
import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from './App.vue';
import { listenToClient } from './api/index.ts';
import { queryClient } from './api/query-client.ts';
import { i18n, setLanguage } from './i18n/index.ts';
import { router } from './router.ts';
import { usePreferences } from './session/preferences.ts';
import { useSession } from './session/session.ts';
import { useServing } from './shell/serving.ts';
import { useVersion } from './shell/version.ts';

const app = createApp(App).use(createPinia()).use(i18n).use(router).use(VueQueryPlugin, { queryClient });
const session = useSession();
const preferences = usePreferences();
const serving = useServing();

listenToClient({
  session: (next) => session.adopt(next),
  signedOut: () => {
    session.forget();
    const current = router.currentRoute.value;
    if (current.meta.bare !== true) void router.replace({ name: 'sign-in', query: { to: current.fullPath } });
  },
  slow: () => serving.noticed(),
  error: (error) => {
    if (error.notServing) serving.noticed();
    if (error.code === 'REPLY_MISFIT') void useVersion().check();
    if (error.code === 'PASSWORD_CHANGE_REQUIRED') void router.replace({ name: 'first-password' });
  },
});

await setLanguage(preferences.language);
app.mount('#app');
