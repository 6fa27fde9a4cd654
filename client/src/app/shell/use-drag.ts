import { useEffect, useEffectEvent, type RefObject } from 'react';
import { useApi } from '../../api';
import { arranging } from '../../features/sidebar';
import { useChatStores } from '../../store';

/** Lets rooms be dragged within the sidebar; the code for it comes when the browser has time. */
export function useDrag(list: RefObject<HTMLElement | null>): void {
  const api = useApi();
  const stores = useChatStores();
  const start = useEffectEvent(async (element: HTMLElement) => {
    const { arrange, followDrag, place } = await arranging();
    return followDrag(element, ({ roomId, ...target }) => {
      arrange({ api, stores }, (now) => place(now, roomId, target)).catch(() => undefined);
    });
  });

  useEffect(() => {
    const element = list.current;
    if (!element) return;
    const starting = start(element).catch(() => undefined);
    return () => void starting.then((stop) => stop?.());
  }, [list]);
}
