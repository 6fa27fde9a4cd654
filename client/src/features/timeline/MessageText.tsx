import { memo } from 'react';
import { cx, linkify } from '../../lib';

interface MessageTextProps {
  text: string;
  className?: string;
}

/** The text as it was written: its line breaks stay, its addresses become links, nothing else is interpreted. */
export const MessageText = memo(function MessageText({ text, className }: MessageTextProps) {
  return (
    <p dir="auto" className={cx('wrap-anywhere whitespace-pre-wrap', className)}>
      {linkify(text).map((part, index) =>
        part.kind === 'text' ? (
          part.text
        ) : (
          <a
            key={index}
            href={part.href}
            target="_blank"
            rel="noopener noreferrer nofollow"
            className="rounded-sm text-accent underline decoration-accent/40 underline-offset-2 hover:decoration-accent"
          >
            <bdi>{part.text}</bdi>
          </a>
        ),
      )}
    </p>
  );
});
