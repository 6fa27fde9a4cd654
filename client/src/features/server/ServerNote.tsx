import { useStore } from 'zustand';
import { useLocale } from '../../i18n';
import { useNow } from '../../lib';
import { useChatStores } from '../../store';

/** Why I cannot write as usual: what those who run the server have decided, for me or for all. */
export function ServerNote() {
  const { t, time } = useLocale();
  const { service } = useChatStores();
  const { mute, raidSince } = useStore(service);
  const now = useNow(1_000);
  const isMuted = mute !== undefined && mute.endsAt > now;
  if (!isMuted && raidSince === undefined) return null;
  return (
    <div
      role="status"
      className="mb-2 rounded-lg border border-warning-line bg-warning-soft px-3 py-2 text-13 text-pretty text-warning"
    >
      {isMuted ? (
        <>
          <p>{t('server.note.muted', { time: time.moment(new Date(mute.endsAt), new Date(now)) })}</p>
          {mute.reason && (
            <p dir="auto" className="wrap-anywhere whitespace-pre-wrap">
              {t('server.note.reason', { reason: mute.reason })}
            </p>
          )}
        </>
      ) : (
        <p>{t('server.note.raid')}</p>
      )}
    </div>
  );
}
