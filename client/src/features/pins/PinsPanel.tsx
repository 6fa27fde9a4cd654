import type { Message, Room } from '@chatket/contract';
import { Link } from 'wouter';
import { useLocale } from '../../i18n';
import { cx, useNow } from '../../lib';
import { asRead } from '@chatket/contract/as-read';
import { personName } from '../../people';
import { InlineName } from '../../people/InlineName';
import { useRealtime } from '../../realtime';
import { useIsFolded } from '../../store/use-is-folded';
import { EmptyState, ErrorNote, IconButton, Loading, PanelHeader, Skeleton } from '../../ui';
import { CloseIcon, PinIcon } from '../../ui/more-icons';
import { canPin } from './rights';
import { usePins } from './use-pins';

interface PinsPanelProps {
  room: Room;
  onClose: () => void;
  /** A message was chosen: where the panel covers the page, it goes. */
  onJump?: () => void;
}

/** What is pinned in a room, the newest pin first; each leads to its message. */
export function PinsPanel({ room, onClose, onJump }: PinsPanelProps) {
  const { t } = useLocale();
  const { pins, hasFailed, retry } = usePins(room.id);
  return (
    <section aria-label={t('pin.title')} className="flex h-full flex-col">
      <PanelHeader className="pe-2.5">
        <h2 className="min-w-0 flex-1 font-bold">{t('pin.title')}</h2>
        <IconButton label={t('pin.close')} place="below-end" onClick={onClose}>
          <CloseIcon />
        </IconButton>
      </PanelHeader>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-3">
        {pins && pins.length > 0 && (
          <ol aria-label={t('pin.title')} className="space-y-2">
            {pins.map((message) => (
              <Pinned key={message.messageId} message={message} room={room} onJump={onJump} />
            ))}
          </ol>
        )}
        {pins?.length === 0 && (
          <EmptyState icon={<PinIcon className="size-6" />} title={t('pin.none')}>
            {t('pin.noneHint')}
          </EmptyState>
        )}
        {!pins && !hasFailed && (
          <Loading label={t('pin.title')}>
            <Skeleton className="mt-3 h-3 w-48" />
            <Skeleton className="mt-3 h-3 w-32" />
          </Loading>
        )}
        {hasFailed && <ErrorNote onRetry={retry}>{t('pin.loadFailed')}</ErrorNote>}
      </div>
    </section>
  );
}

interface PinnedProps {
  message: Message;
  room: Room;
  onJump: (() => void) | undefined;
}

function Pinned({ message, room, onJump }: PinnedProps) {
  const { t, rich, time } = useLocale();
  const realtime = useRealtime();
  const now = new Date(useNow(null));
  const { messageId, sender, createdAt, pinned } = message;
  const isFolded = useIsFolded(message);
  const text = isFolded ? t('blocks.folded', { count: 1 }) : asRead(message.text);
  return (
    <li className="relative rounded-lg border border-line bg-surface-0 focus-within:border-line-strong hover:border-line-strong">
      <Link
        href={`/rooms/${room.id}/m/${messageId}`}
        onClick={onJump}
        aria-label={isFolded ? text : t('pin.jump', { name: personName(t, sender), text })}
        className="block rounded-lg p-3"
      >
        <span className="block pe-8 text-13 text-quiet">
          {!isFolded && <InlineName user={sender} className="font-bold text-ink" />}{' '}
          <span className="tabular-nums">{time.moment(new Date(createdAt), now)}</span>
        </span>
        <span
          dir="auto"
          className={cx(
            'mt-0.5 line-clamp-4 whitespace-pre-wrap wrap-anywhere',
            isFolded && 'text-quiet italic',
          )}
        >
          {text}
        </span>
        {pinned && (
          <span className="mt-1 block truncate text-12 text-quiet">
            {rich('pin.by', { name: <bdi>{personName(t, pinned.by)}</bdi> })}
          </span>
        )}
      </Link>
      {canPin(message, room) && (
        <span className="absolute end-1.5 top-1.5">
          <IconButton
            label={t('pin.remove')}
            isSmall
            place="below-end"
            onClick={() => realtime.pin(message, false)}
          >
            <CloseIcon className="size-4" />
          </IconButton>
        </span>
      )}
    </li>
  );
}
