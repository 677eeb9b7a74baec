import { ElMessage } from 'element-plus/es/components/message/index';
import { ElMessageBox } from 'element-plus/es/components/message-box/index';
import 'element-plus/es/components/message/style/css';
import 'element-plus/es/components/message-box/style/css';
import { useI18n } from 'vue-i18n';

/** Questions before something that cannot be taken back, and short notices after it. */
export function useConfirm() {
  const { t } = useI18n();
  const box = {
    showClose: false,
    closeOnClickModal: false,
    customStyle: { maxWidth: 'min(420px, calc(100vw - 32px))' },
  };
  const answered = (question: Promise<unknown>): Promise<boolean> =>
    question.then(
      () => true,
      () => false,
    );
  return {
    confirm: (text: string, words: { yes: string; no: string }): Promise<boolean> =>
      answered(
        ElMessageBox.confirm(text, { ...box, confirmButtonText: words.yes, cancelButtonText: words.no }),
      ),
    /** Goes on only when the thing's name is typed. */
    confirmByName: (text: string, name: string, yes: string): Promise<boolean> =>
      answered(
        ElMessageBox.prompt(text, {
          ...box,
          confirmButtonText: yes,
          cancelButtonText: t('common.cancel'),
          confirmButtonType: 'danger',
          inputValidator: (typed: string) => typed === name,
          inputErrorMessage: name,
        }),
      ),
    /** A secret typed without being shown; null when the question was closed. */
    askSecret: (text: string): Promise<string | null> =>
      ElMessageBox.prompt(text, {
        ...box,
        inputType: 'password',
        confirmButtonText: t('common.save'),
        cancelButtonText: t('common.cancel'),
        inputValidator: (typed: string) => (typed ?? '').trim() !== '' || t('common.required'),
      }).then(
        (answer) => (answer as { value: string }).value.trim(),
        () => null,
      ),
    say(text: string, type: 'success' | 'error'): void {
      ElMessage({ message: text, type, duration: 5000, showClose: true });
    },
  };
}
