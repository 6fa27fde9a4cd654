import { Suspense } from 'react';
import { useStore } from 'zustand';
import { withTexts } from '../../i18n';
import { later, useDelayed } from '../../lib';
import { useChatStores } from '../../store';

const OfflineNote = later(async () => (await withTexts(import('./OfflineNote'))).OfflineNote);

const PATIENCE_MS = 3_000;

/** Lies over the top of the page, below the header, and only when the connection stays away for a while. */
export function ConnectionBanner() {
  const { connection } = useChatStores();
  const isOnline = useStore(connection, (state) => state.isOnline);
  const isShown = useDelayed(!isOnline, PATIENCE_MS);

  return (
    <div
      role="status"
      className="pointer-events-none absolute inset-x-0 top-13 z-20 mt-[env(safe-area-inset-top)] flex justify-center p-2"
    >
      {isShown && (
        <Suspense>
          <OfflineNote />
        </Suspense>
      )}
    </div>
  );
}
