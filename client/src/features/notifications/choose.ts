import type { RoomNotices, RoomNoticesBody } from '@chatket/contract';
import type { Api } from '../../api';
import { explain } from '../../api/explain';
import { currentLocale } from '../../i18n';
import type { ChatStores, PageStores } from '../../store';
import { chooseFor } from '../../store/noticing';

export interface ChoiceContext {
  api: Pick<Api, 'request'>;
  bells: ChatStores['bells'];
  toasts: PageStores['toasts'];
}

/** Chooses of what in a room I want to be told; where it could not be kept, it says so. */
export async function choose(
  { api, bells, toasts }: ChoiceContext,
  roomId: string,
  body: RoomNoticesBody,
): Promise<void> {
  try {
    await chooseFor(bells, roomId, body, (request) => api.request<RoomNotices>(request));
  } catch (error) {
    toasts.actions.show(currentLocale().t('notify.failed', { reason: explain(error) }));
  }
}
