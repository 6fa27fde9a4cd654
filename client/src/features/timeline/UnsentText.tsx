import { Suspense, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { useLocale, withTexts } from '../../i18n';
import { later, useDelayed } from '../../lib';
import { useChatStores, type PendingMessage } from '../../store';
import { ClockIcon } from '../../ui';
import { MessageText } from './MessageText';

const UnsentActions = later(async () => (await withTexts(import('./UnsentActions'))).UnsentActions);

const SLOW_MS = 5_000;

/** A message of mine that has not come back from the server: under way, waiting, or refused. */
export function UnsentText({ item, files }: { item: PendingMessage; files?: ReactNode }) {
  const { t } = useLocale();
  const { connection } = useChatStores();
  const isOnline = useStore(connection, (state) => state.isOnline);
  const isQueued = item.state.kind === 'queued';
  const isHeldUp = item.state.kind === 'failed' || item.state.kind === 'muted';
  const isSlow = useDelayed(isQueued, SLOW_MS);

  return (
    <>
      <div className="flex items-end gap-2">
        {/* What asks for something stays until it is answered, and is read meanwhile. */}
        <MessageText
          text={item.text}
          className={isHeldUp || item.state.kind === 'sent' ? 'min-w-0' : 'min-w-0 opacity-60'}
        />
        {isQueued && isSlow && (
          <span
            role="img"
            aria-label={t(isOnline ? 'pending.slow' : 'pending.waiting')}
            className="mb-1 shrink-0 text-quiet"
          >
            <ClockIcon className="size-3.5" />
          </span>
        )}
      </div>
      {files}
      {isHeldUp && (
        <Suspense>
          <UnsentActions item={item} />
        </Suspense>
      )}
    </>
  );
}
