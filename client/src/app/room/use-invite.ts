import { useLocale, withTexts } from '../../i18n';
import { copyText } from '../../lib';
import { useChatStores, usePageStores } from '../../store';

/** Copies the link under which others find a room, and says so. */
export function useInvite(): (roomId: string) => Promise<void> {
  const { t } = useLocale();
  const { toasts } = usePageStores();
  const { rooms } = useChatStores();
  return async (roomId) => {
    const isCopied = await withTexts(copyText(`${window.location.origin}/rooms/${roomId}`));
    const copied = rooms.getState().mine[roomId]?.joinBy ? 'rooms.linkCopiedAsk' : 'rooms.linkCopied';
    toasts.actions.show(t(isCopied ? copied : 'rooms.linkNotCopied'));
  };
}
