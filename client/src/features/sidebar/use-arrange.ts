import { useApi } from '../../api';
import { explain } from '../../api/explain';
import { useChatStores, usePageStores, type SidebarChange } from '../../store';
import { arrange } from './arrange';

/** Changes how my sidebar is arranged; what fails is said. */
export function useArrange(): (change: SidebarChange) => void {
  const api = useApi();
  const stores = useChatStores();
  const { toasts } = usePageStores();
  return (change) => {
    arrange({ api, stores }, change).catch((error: unknown) => toasts.actions.show(explain(error)));
  };
}
