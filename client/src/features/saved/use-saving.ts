import { useMemo } from 'react';
import { useApi } from '../../api';
import { useChatStores, usePageStores } from '../../store';
import { savingOf, type Saving } from './saving';

/** What I have saved. */
export function useSaving(): Saving {
  const stores = useChatStores();
  const { toasts } = usePageStores();
  const { request } = useApi();
  return useMemo(() => savingOf({ stores, toasts, request }), [stores, toasts, request]);
}
