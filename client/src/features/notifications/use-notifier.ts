import { useEffect, useEffectEvent } from 'react';
import { useStore } from 'zustand';
import { useApi } from '../../api';
import { withTexts } from '../../i18n';
import { useRealtime } from '../../realtime';
import { useChatStores, usePageStores } from '../../store';

/** Notifies of new messages once a bell is on, as that of direct rooms is from the beginning; until then nothing of it is loaded. */
export function useNotifier(onOpen: (place: { roomId: string; messageId?: string }) => void): void {
  const stores = useChatStores();
  const { preferences } = usePageStores();
  const realtime = useRealtime();
  const api = useApi();
  const open = useEffectEvent(onOpen);
  const isChosen = useStore(stores.bells, ({ byRoom }) =>
    Object.values(byRoom).some((bell) => bell !== 'none'),
  );
  const hasDirect = useStore(stores.rooms, ({ mine }) => Object.values(mine).some(({ people }) => people));
  const isKept = useStore(stores.bells, ({ settings }) => settings !== undefined);
  const isOn = isChosen || hasDirect || isKept;

  useEffect(() => {
    if (!isOn) return;
    let stop: (() => void) | undefined;
    let isOver = false;
    const start = async () => {
      const { startNotifier } = await withTexts(import('./notifier'));
      if (!isOver)
        stop = startNotifier({ api, stores, preferences, realtime, onOpen: (place) => open(place) });
    };
    void start().catch(() => undefined); // without a connection there is nothing to notify of
    return () => {
      isOver = true;
      stop?.();
    };
  }, [isOn, stores, preferences, realtime, api]);
}
