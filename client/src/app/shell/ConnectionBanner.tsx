import { useStore } from 'zustand';
import { useLocale } from '../../i18n';
import { useDelayed, useNow } from '../../lib';
import { useRealtime } from '../../realtime';
import { useChatStores } from '../../store';
import { CloudOffIcon } from '../../ui';

const PATIENCE_MS = 3_000;

/** Lies over the top of the page, below the header, and only when the connection stays away for a while. */
export function ConnectionBanner() {
  const { t, time } = useLocale();
  const { connection } = useChatStores();
  const realtime = useRealtime();
  const isOnline = useStore(connection, (state) => state.isOnline);
  const lastOnlineAt = useStore(connection, (state) => state.lastOnlineAt);
  const isShown = useDelayed(!isOnline, PATIENCE_MS);
  const now = useNow(isShown ? 60_000 : null);

  return (
    <div
      role="status"
      className="pointer-events-none absolute inset-x-0 top-13 z-20 mt-[env(safe-area-inset-top)] flex justify-center p-2"
    >
      {isShown && (
        <div className="pointer-events-auto flex h-9 max-w-full animate-rise items-center gap-2 rounded-full border border-warning-line bg-warning-soft pe-1.5 ps-3 text-13 text-warning shadow-raised max-md:h-11">
          <CloudOffIcon className="size-4 shrink-0" />
          <span className="truncate">
            {t('connection.lost')}
            {lastOnlineAt && (
              <span className="tabular-nums">
                {' '}
                · {t('connection.upToDateAt', { time: time.moment(new Date(lastOnlineAt), new Date(now)) })}
              </span>
            )}
          </span>
          <button
            type="button"
            onClick={realtime.wake}
            className="h-6 shrink-0 rounded-full px-2 font-medium underline-offset-2 hover:underline max-md:h-10 max-md:px-3"
          >
            {t('connection.tryNow')}
          </button>
        </div>
      )}
    </div>
  );
}
