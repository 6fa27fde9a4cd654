import { useLocale, withTexts, type MessageId } from '../../i18n';
import { copyText } from '../../lib';
import { usePageStores } from '../../store';

type Confirmation = Extract<MessageId, 'message.textCopied' | 'message.linkCopied' | 'message.codeCopied'>;

/** Puts a text on the clipboard and says whether that worked. */
export function useCopy(): (text: string, confirmation: Confirmation) => void {
  const { toasts } = usePageStores();
  const { t } = useLocale();
  return (text, confirmation) => {
    void withTexts(copyText(text)).then((isCopied) =>
      toasts.actions.show(t(isCopied ? confirmation : 'message.copyRefused')),
    );
  };
}
