import type { MessageQuote } from '@chatket/contract';
import { Link } from 'wouter';
import { useStore } from 'zustand';
import { useLocale } from '../../i18n';
import { asRead } from '@chatket/contract/as-read';
import { useCalled } from '../../people';
import { useChatStores } from '../../store';
import { useIsFolded } from '../../store/use-is-folded';

interface QuoteProps {
  roomId: string;
  quote: MessageQuote;
}

/** What a message answers: one line above its text that leads there. */
export function Quote({ roomId, quote }: QuoteProps) {
  const { id, isDeleted, isHidden, isHiddenByModerators, sender, text, files = 0 } = quote;
  const { t } = useLocale();
  const { rooms } = useChatStores();
  const [name = sender.username] = useCalled([sender]);
  // What the room has forgotten is hidden too, whoever was there when it was said.
  const isFromBefore = useStore(rooms, ({ mine }) => {
    const { fromSeq = 0, expiredSeq = 0 } = mine[roomId] ?? {};
    return isHidden === true && fromSeq > expiredSeq;
  });
  const isGone = isDeleted ?? isHidden;
  const isFolded = useIsFolded({ messageId: id, sender });
  const line = isFromBefore
    ? t('message.quoteHidden')
    : isGone
      ? t(isHiddenByModerators ? 'message.quoteShut' : 'message.quoteGone')
      : asRead(text) || t('files.of', { count: files });
  const folded = t('blocks.folded', { count: 1 });
  return (
    <Link
      href={`/rooms/${roomId}/m/${id}`}
      aria-label={isFolded ? folded : t('message.quoteOf', { name, text: line })}
      className="mb-0.5 flex max-w-full min-w-0 items-baseline gap-1.5 rounded-sm border-s-2 border-line-strong ps-2 text-13 leading-5 text-quiet hover:border-accent hover:text-ink pointer-coarse:py-1"
    >
      {!isFolded && (
        <bdi dir="auto" className="max-w-[40%] shrink-0 truncate font-medium">
          {name}
        </bdi>
      )}
      <bdi dir="auto" className={isGone || isFolded ? 'min-w-0 truncate italic' : 'min-w-0 truncate'}>
        {isFolded ? folded : line}
      </bdi>
    </Link>
  );
}
