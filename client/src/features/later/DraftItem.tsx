import type { SharedDraft } from '@chatket/contract';
import { useLocale } from '../../i18n';
import { useNow } from '../../lib';
import { asRead } from '@chatket/contract/as-read';
import { Button } from '../../ui';
import { RoomOf } from './RoomOf';

interface DraftItemProps {
  draft: SharedDraft;
  onGo: () => void;
  /** With another text; the empty one deletes it. */
  onReplace: (text: string) => void;
}

/** One of them, and what was written beside it on another device. */
export function DraftItem({
  draft: { roomId, threadId, text, attachments = [], at, other },
  onGo,
  onReplace,
}: DraftItemProps) {
  const { t, time } = useLocale();
  const now = new Date(useNow(null));
  return (
    <li className="rounded-lg border border-line bg-surface-0 p-3">
      <p className="text-13 text-quiet">
        <RoomOf roomId={roomId} /> {threadId !== undefined && `${t('thread.title')} `}
        <span className="tabular-nums">{time.moment(new Date(at), now)}</span>
      </p>
      <p dir="auto" className="mt-0.5 max-h-40 overflow-y-auto whitespace-pre-wrap wrap-anywhere">
        {other ? text : asRead(text)}
      </p>
      {attachments.length > 0 && (
        <ul aria-label={t('later.files')} className="mt-1 text-13 text-quiet">
          {attachments.map(({ id, name }) => (
            <li key={id} className="truncate">
              <bdi>{name}</bdi>
            </li>
          ))}
        </ul>
      )}
      {other && (
        <div className="mt-2 border-s-2 border-warning ps-2">
          <p className="text-13 text-quiet">
            {t('later.other')} <span className="tabular-nums">{time.moment(new Date(other.at), now)}</span>
          </p>
          <p dir="auto" className="max-h-40 overflow-y-auto whitespace-pre-wrap wrap-anywhere">
            {other.text}
          </p>
          <Button size="small" className="mt-1" onClick={() => onReplace(other.text)}>
            {t('later.restore')}
          </Button>
        </div>
      )}
      <div className="mt-3 flex flex-wrap justify-end gap-2">
        <Button look="quiet" onClick={() => onReplace('')}>
          {t('later.delete')}
        </Button>
        <Button onClick={onGo}>{t('later.write')}</Button>
      </div>
    </li>
  );
}
