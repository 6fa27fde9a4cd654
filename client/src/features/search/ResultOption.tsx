import type { Message, SearchResult } from '@chatket/contract';
import { useLocale } from '../../i18n';
import { cx, useNow } from '../../lib';
import { asRead } from '@chatket/contract/as-read';
import { CalledName, personName } from '../../people';
import { useIsFolded } from '../../store/use-is-folded';
import { piecesOfMessage } from './marks';

interface ResultOptionProps {
  id: string;
  result: SearchResult;
  terms: readonly string[];
  isActive: boolean;
  onPick: () => void;
  onPoint: () => void;
}

/** One message that was found, with a line of what stands before and after it. */
export function ResultOption({ id, result, terms, isActive, onPick, onPoint }: ResultOptionProps) {
  const { t, time } = useLocale();
  const now = new Date(useNow(null));
  const { message, before, after } = result;
  const at = new Date(message.createdAt);
  const isFolded = useIsFolded(message);
  return (
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      onClick={onPick}
      onPointerMove={onPoint}
      className={cx('cursor-default rounded-lg px-2.5 py-2', isActive && 'bg-surface-2')}
    >
      {before && <Neighbour message={before} />}
      <div className="flex items-baseline gap-2">
        {!isFolded && <CalledName user={message.sender} className="font-medium" />}
        <time
          dateTime={message.createdAt}
          title={time.full(at)}
          className="ms-auto shrink-0 text-12 text-quiet tabular-nums"
        >
          {time.moment(at, now)}
        </time>
      </div>
      {isFolded ? (
        <p className="text-quiet italic">{t('blocks.folded', { count: 1 })}</p>
      ) : (
        <p dir="auto" className="line-clamp-4 wrap-anywhere whitespace-pre-line">
          {piecesOfMessage(message.text, terms).map((piece, index) =>
            piece.isMarked ? (
              <mark key={index} className="rounded-sm bg-accent-soft font-medium text-accent">
                {piece.text}
              </mark>
            ) : (
              piece.text
            ),
          )}
          {message.editedAt && <span className="text-12 text-quiet"> {t('search.edited')}</span>}
        </p>
      )}
      {after && <Neighbour message={after} />}
    </div>
  );
}

function Neighbour({ message }: { message: Message }) {
  const { t } = useLocale();
  const isFolded = useIsFolded(message);
  return (
    <p dir="auto" className="truncate text-12 text-quiet">
      {isFolded ? (
        <i>{t('blocks.folded', { count: 1 })}</i>
      ) : (
        <>
          <bdi dir="auto">{personName(t, message.sender)}</bdi>: {asRead(message.text)}
        </>
      )}
    </p>
  );
}
