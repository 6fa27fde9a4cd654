import { useApi } from '../../api';
import { useRealtime } from '../../realtime';
import { useChatStores, usePageStores } from '../../store';
import type { DirectContext } from './direct';

/** What rooms are opened and closed with. */
export function useDirectContext(): DirectContext {
  const { toasts } = usePageStores();
  return { api: useApi(), realtime: useRealtime(), stores: useChatStores(), toasts };
}
