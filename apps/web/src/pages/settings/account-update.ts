import type { Account, Role } from '@sagacity/contracts/accounts';
import { useMutation, useQueryClient } from '@tanstack/vue-query';
import { call } from '../../api/index.ts';
import { useConfirm } from '../../ui/confirm.ts';
import { useErrorText } from '../../ui/error-text.ts';

/** Changes an account; the list is read again whatever came of it. */
export function useAccountUpdate(account: () => Account) {
  const queries = useQueryClient();
  const { say } = useConfirm();
  const { happened } = useErrorText();
  return useMutation({
    mutationFn: (body: { role?: Role; disabled?: boolean }) =>
      call('updateAccount', { params: { id: account().id }, body }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['accounts'] }),
    onError: (error: Error) => say(happened(error), 'error'),
  });
}
