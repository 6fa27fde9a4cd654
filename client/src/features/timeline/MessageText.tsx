import type { Mentions } from '@chatket/contract';
import { memo, useMemo, type ReactNode } from 'react';
import { cx, isEmojiOnly } from '../../lib';
import { useChatStores } from '../../store';
import { useRichText } from './rich-text';
import { SpokenContext } from './spoken-to';

interface MessageTextProps {
  text: string;
  /** Stands behind its last word. */
  tail?: ReactNode;
  className?: string;
  authorId?: string;
  /** Whom it really speaks to. */
  mentions?: Mentions | undefined;
  /** Somebody was pointed at. */
  onPerson?: (userId: string) => void;
}

/** A message's text. Marks that pile up beyond the line are cut off. */
export const MessageText = memo(function MessageText({
  text,
  tail,
  className,
  authorId,
  mentions,
  onPerson,
}: MessageTextProps) {
  const { me } = useChatStores();
  const spoken = useMemo(
    () => mentions && { mentions, authorId, myId: me.id, onPerson },
    [mentions, authorId, me, onPerson],
  );
  const { RichText } = useRichText();
  if (isEmojiOnly(text))
    return (
      <p className={cx('py-0.5 text-[2rem] leading-10', className)}>
        {text}
        {tail}
      </p>
    );
  return (
    <div className={cx('overflow-clip leading-5.5 wrap-anywhere [overflow-clip-margin:4px]', className)}>
      {RichText ? (
        <SpokenContext value={spoken}>
          <RichText text={text} tail={tail} />
        </SpokenContext>
      ) : (
        <p dir="auto" className="whitespace-pre-wrap">
          {text}
          {tail}
        </p>
      )}
    </div>
  );
});
