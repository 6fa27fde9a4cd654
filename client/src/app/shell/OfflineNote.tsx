import { useStore } from 'zustand';
import { useLocale } from '../../i18n';
import { useNow } from '../../lib';
import { useRealtime } from '../../realtime';
import { useChatStores } from '../../store';
import { CloudOffIcon } from '../../ui/more-icons';

/** Since when the connection is lost, and the way to try it now. */
export function OfflineNote() {
  const { t, time } = useLocale();
  const { connection } = useChatStores();
  const realtime = useRealtime();
  const lastOnlineAt = useStore(connection, (state) => state.lastOnlineAt);
  const now = useNow(60_000);
  return (
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
  );
}
