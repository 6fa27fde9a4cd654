import { useLocale, withTexts } from '../../i18n';
import { copyText } from '../../lib';
import { usePageStores } from '../../store';

/** Copies the link under which others find a room, and says so. */
export function useInvite(): (roomId: string) => Promise<void> {
  const { t } = useLocale();
  const { toasts } = usePageStores();
  return async (roomId) => {
    const isCopied = await withTexts(copyText(`${window.location.origin}/rooms/${roomId}`));
    toasts.actions.show(t(isCopied ? 'rooms.linkCopied' : 'rooms.linkNotCopied'));
  };
}
