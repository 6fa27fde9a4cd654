import type { RoomNotices, RoomNoticesBody } from '@chatket/contract';
import { useApi } from '../../api';
import { explain } from '../../api/explain';
import { useLocale } from '../../i18n';
import { useChatStores, usePageStores } from '../../store';
import { chooseFor } from '../../store/noticing';

/** Chooses of what in a room I want to be told; where it could not be kept, it says so. */
export function useChoice(): (roomId: string, body: RoomNoticesBody) => Promise<void> {
  const { t } = useLocale();
  const api = useApi();
  const { bells } = useChatStores();
  const { toasts } = usePageStores();
  return async (roomId, body) => {
    try {
      await chooseFor(bells, roomId, body, (request) => api.request<RoomNotices>(request));
    } catch (error) {
      toasts.actions.show(t('notify.failed', { reason: explain(error) }));
    }
  };
}
