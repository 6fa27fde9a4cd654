import { memo } from 'react';
import { cx, isEmojiOnly } from '../../lib';
import { useRichText } from './rich-text';

interface MessageTextProps {
  text: string;
  className?: string;
}

/** A message's text. Marks that pile up beyond the line are cut off. */
export const MessageText = memo(function MessageText({ text, className }: MessageTextProps) {
  const { RichText } = useRichText();
  if (isEmojiOnly(text)) return <p className={cx('py-0.5 text-[2rem] leading-10', className)}>{text}</p>;
  return (
    <div className={cx('overflow-clip leading-5.5 wrap-anywhere [overflow-clip-margin:4px]', className)}>
      {RichText ? (
        <RichText text={text} />
      ) : (
        <p dir="auto" className="whitespace-pre-wrap">
          {text}
        </p>
      )}
    </div>
  );
});
