import { type Account, hasRole, type Role, type Session } from '@sagacity/contracts/accounts';
import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import { call, client } from '../api/index.ts';
import { queryClient } from '../api/query-client.ts';

const markKey = 'sagacity.signed-in';

/** Who is signed in. The mark in local storage only says whether trying the refresh cookie is worth a request. */
export const useSession = defineStore('session', () => {
  const account = ref<Account | null>(null);
  let restoring: Promise<void> | null = null;

  function adopt(session: Session): void {
    client.adopt(session);
    account.value = session.account;
    localStorage.setItem(markKey, '1');
  }
  function forget(): void {
    client.adopt(null);
    account.value = null;
    localStorage.removeItem(markKey);
    queryClient.clear();
  }
  /** Comes back to the session of the cookie, once per page load; a server that is away rejects. */
  function restore(): Promise<void> {
    if (account.value !== null || localStorage.getItem(markKey) === null) return Promise.resolve();
    restoring ??= client
      .refresh()
      .then(adopt, (error: unknown) => {
        if (localStorage.getItem(markKey) !== null) throw error;
      })
      .finally(() => {
        restoring = null;
      });
    return restoring;
  }
  async function signIn(name: string, password: string): Promise<void> {
    queryClient.clear();
    adopt(await call('signIn', { body: { name, password } }));
  }
  async function signOut(everywhere: boolean): Promise<void> {
    await call('signOut', { query: { everywhere: everywhere ? 'true' : 'false' } }).finally(forget);
  }
  async function changePassword(current: string, next: string): Promise<void> {
    adopt(await call('changePassword', { body: { current, next } }));
  }

  const can = (role: Role): boolean => account.value !== null && hasRole(account.value.role, role);
  return {
    account,
    isSignedIn: computed(() => account.value !== null),
    adopt,
    forget,
    restore,
    signIn,
    signOut,
    changePassword,
    can,
  };
});
