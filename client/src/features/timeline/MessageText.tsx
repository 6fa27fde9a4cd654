import { memo, type ReactNode } from 'react';
import { cx, isEmojiOnly } from '../../lib';
import { useRichText } from './rich-text';

interface MessageTextProps {
  text: string;
  /** Stands behind its last word. */
  tail?: ReactNode;
  className?: string;
}

/** A message's text. Marks that pile up beyond the line are cut off. */
export const MessageText = memo(function MessageText({ text, tail, className }: MessageTextProps) {
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
        <RichText text={text} tail={tail} />
      ) : (
        <p dir="auto" className="whitespace-pre-wrap">
          {text}
          {tail}
        </p>
      )}
    </div>
  );
});
