import { emojiKind, type Message } from '@chatket/contract';
import { useState } from 'react';
import { useLocale } from '../../i18n';
import { useRealtime } from '../../realtime';
import { isMyReaction, useChatStores } from '../../store';
import { IconButton, SmileIcon } from '../../ui';
import { offeredEmoji } from './recent';

interface ReactionToolsProps {
  message: Message;
  /** For thumbs, in a sheet. */
  isLarge?: boolean;
  /** Opens the choice of all emoji beside what was pressed. */
  onMore: (at: DOMRect) => void;
  onPicked?: () => void;
}

/** Three emoji to react with at once, and the way to all others. */
export function ReactionTools({ message, isLarge = false, onMore, onPicked }: ReactionToolsProps) {
  const { t } = useLocale();
  const { me } = useChatStores();
  const realtime = useRealtime();
  const [offered] = useState(() => offeredEmoji());
  const look = isLarge ? 'size-12' : undefined;

  function isMine(emoji: string): boolean {
    const mine = message.reactions?.filter((reaction) => isMyReaction(reaction, me)) ?? [];
    return mine.some((reaction) => emojiKind(reaction.emoji) === emojiKind(emoji));
  }

  return (
    <>
      {offered.map((emoji) => (
        <IconButton
          key={emoji}
          label={t('react.with', { emoji })}
          isSmall={!isLarge}
          isPressed={isMine(emoji)}
          tabIndex={isLarge ? 0 : -1}
          place="above"
          className={look}
          onClick={() => {
            realtime.react(message, { emoji, on: !isMine(emoji) });
            onPicked?.();
          }}
        >
          <span className={isLarge ? 'font-emoji text-22' : 'font-emoji text-15'}>{emoji}</span>
        </IconButton>
      ))}
      <IconButton
        label={t('react.action')}
        isSmall={!isLarge}
        tabIndex={isLarge ? 0 : -1}
        place="above-end"
        className={look}
        onClick={(event) => onMore(event.currentTarget.getBoundingClientRect())}
      >
        <SmileIcon className={isLarge ? 'size-6' : 'size-4'} />
      </IconButton>
    </>
  );
}
