import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router';
import { ApiError } from './api/api-error.ts';
import { pagePart } from './parts/async-part.ts';
import { useSession } from './session/session.ts';
import { pages } from './shell/pages.ts';
import { useServing } from './shell/serving.ts';

declare module 'vue-router' {
  interface RouteMeta {
    /** Key in the `title` texts. */
    title: 'signIn' | 'firstPassword' | 'notFound' | (typeof pages)[number]['title'];
    /** Shown without the shell, also to those not signed in. */
    bare?: boolean;
  }
}

const routes: RouteRecordRaw[] = [
  {
    path: '/sign-in',
    name: 'sign-in',
    meta: { title: 'signIn', bare: true },
    component: pagePart(() => import('./pages/sign-in/SignInPage.vue')),
  },
  {
    path: '/first-password',
    name: 'first-password',
    meta: { title: 'firstPassword', bare: true },
    component: pagePart(() => import('./pages/sign-in/FirstPasswordPage.vue')),
  },
  ...pages.map(({ path, name, title, load }) => ({ path, name, meta: { title }, component: pagePart(load) })),
  {
    path: '/:rest(.*)*',
    name: 'not-found',
    meta: { title: 'notFound' },
    component: pagePart(() => import('./pages/not-found/NotFoundPage.vue')),
  },
];

export const router = createRouter({
  history: createWebHistory(),
  routes,
  scrollBehavior: (to, from, saved) => {
    if (saved) return saved;
    return to.path === from.path ? false : { top: 0 };
  },
});

/** A server that is away does not sign anybody out: the page waits for it. */
async function restoreWhenServing(): Promise<void> {
  const { restore } = useSession();
  try {
    await restore();
  } catch (error) {
    if (error instanceof ApiError && error.notServing)
      await useServing()
        .waitFor(restore)
        .catch(() => undefined);
  }
}

router.beforeEach(async (to) => {
  const session = useSession();
  await restoreWhenServing();
  const account = session.account;
  if (account === null) {
    const back = to.fullPath === '/' ? {} : { to: to.fullPath };
    return to.name === 'sign-in' ? true : { name: 'sign-in', query: back };
  }
  if (account.mustChangePassword) return to.name === 'first-password' ? true : { name: 'first-password' };
  return to.meta.bare === true ? { name: 'home' } : true;
});
