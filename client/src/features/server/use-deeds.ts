import { explain } from '../../api/explain';
import { usePageStores } from '../../store';

/** Does something, and says what came of it. @returns a function that tells whether it was done */
export function useDeeds() {
  const { toasts } = usePageStores();
  return async (deed: Promise<unknown>, done?: string): Promise<boolean> => {
    try {
      await deed;
      if (done !== undefined) toasts.actions.show(done);
      return true;
    } catch (error) {
      toasts.actions.show(explain(error));
      return false;
    }
  };
}
