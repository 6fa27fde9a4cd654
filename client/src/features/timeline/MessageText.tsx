import { memo } from 'react';
import { cx, isEmojiOnly, parseMarkdown, type Block, type Inline } from '../../lib';
import { CodeBlock } from './CodeBlock';

interface MessageTextProps {
  text: string;
  className?: string;
}

/**
 * A message's text, made of elements and never of HTML. Each paragraph finds its own direction and keeps it to itself;
 * marks that pile up beyond the line are cut off.
 */
export const MessageText = memo(function MessageText({ text, className }: MessageTextProps) {
  if (isEmojiOnly(text)) return <p className={cx('py-0.5 text-[2rem] leading-10', className)}>{text}</p>;
  return (
    <div className={cx('overflow-clip leading-5.5 wrap-anywhere [overflow-clip-margin:4px]', className)}>
      {parseMarkdown(text).map((block, index) => (
        <BlockView key={index} block={block} />
      ))}
    </div>
  );
});

function BlockView({ block }: { block: Block }) {
  switch (block.kind) {
    case 'paragraph':
      return (
        <p dir="auto" className="whitespace-pre-wrap">
          <Inlines content={block.content} />
        </p>
      );
    case 'quote':
      return (
        <blockquote
          dir="auto"
          className="my-0.5 border-s-2 border-line-strong ps-3 whitespace-pre-wrap text-quiet"
        >
          <Inlines content={block.content} />
        </blockquote>
      );
    case 'code':
      return <CodeBlock text={block.text} />;
    case 'list': {
      const List = block.start === undefined ? 'ul' : 'ol';
      return (
        <List
          start={block.start}
          className={cx('my-0.5', block.start === undefined ? 'list-disc' : 'list-decimal')}
        >
          {block.items.map((item, index) => (
            // The marker stands where the item begins, which is its own direction's to say.
            <li key={index} dir="auto" className="ms-6">
              <Inlines content={item} />
            </li>
          ))}
        </List>
      );
    }
  }
}

function Inlines({ content }: { content: readonly Inline[] }) {
  return content.map((part, index) => <InlineView key={index} part={part} />);
}

function InlineView({ part }: { part: Inline }) {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'code':
      return (
        <code dir="auto" className="rounded bg-surface-2 px-1 py-0.5 font-mono text-13">
          {part.text}
        </code>
      );
    case 'link':
      return (
        <a
          href={part.href}
          target="_blank"
          rel="noopener noreferrer nofollow"
          className="rounded-sm text-accent underline decoration-accent/40 underline-offset-2 hover:decoration-accent"
        >
          <bdi>{part.text}</bdi>
        </a>
      );
    case 'bold':
      return (
        <strong className="font-bold">
          <Inlines content={part.content} />
        </strong>
      );
    case 'italic':
      return (
        <em>
          <Inlines content={part.content} />
        </em>
      );
    case 'strike':
      return (
        <s>
          <Inlines content={part.content} />
        </s>
      );
  }
}
