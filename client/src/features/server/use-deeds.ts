import { explain } from '../../api/explain';
import { type ToastUndo, usePageStores } from '../../store';

/** Does something, and says what came of it. @returns a function that tells whether it was done */
export function useDeeds() {
  const { toasts } = usePageStores();
  return async (deed: Promise<unknown>, done?: string, undo?: ToastUndo): Promise<boolean> => {
    try {
      await deed;
      if (done !== undefined) toasts.actions.show(done, undo);
      return true;
    } catch (error) {
      toasts.actions.show(explain(error));
      return false;
    }
  };
}
