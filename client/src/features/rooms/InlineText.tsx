import { parseMarkdown, type Inline } from '@chatket/contract/markdown';
import type { ReactNode } from 'react';

interface InlineTextProps {
  text: string;
  /** Links lead somewhere; otherwise they are words. */
  hasLinks?: boolean;
}

/** One line of Markdown, without what takes more than a line. */
export function InlineText({ text, hasLinks = false }: InlineTextProps) {
  const [first, ...rest] = parseMarkdown(text);
  if (first?.kind !== 'paragraph' || rest.length > 0) return text;
  return <Parts content={first.content} hasLinks={hasLinks} />;
}

function Parts({ content, hasLinks }: { content: readonly Inline[]; hasLinks: boolean }) {
  return content.map((part, index) => <Part key={index} part={part} hasLinks={hasLinks} />);
}

function Part({ part, hasLinks }: { part: Inline; hasLinks: boolean }) {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'code':
      return <code className="rounded bg-surface-2 px-1 font-mono">{part.text}</code>;
    case 'link':
      return hasLinks ? <Anchor href={part.href}>{part.text}</Anchor> : part.text;
    case 'named':
      if (!hasLinks) return <Parts content={part.content} hasLinks={false} />;
      // Whatever its name says, it reads as where it leads to.
      return part.isMisleading ? (
        <Anchor href={part.href}>{part.href}</Anchor>
      ) : (
        <Anchor href={part.href}>
          <Parts content={part.content} hasLinks={false} />
        </Anchor>
      );
    case 'bold':
      return (
        <strong className="font-bold">
          <Parts content={part.content} hasLinks={hasLinks} />
        </strong>
      );
    case 'italic':
      return (
        <em>
          <Parts content={part.content} hasLinks={hasLinks} />
        </em>
      );
    case 'strike':
      return (
        <s>
          <Parts content={part.content} hasLinks={hasLinks} />
        </s>
      );
  }
}

function Anchor({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a
      href={href}
      title={href}
      target="_blank"
      rel="noopener noreferrer nofollow"
      className="rounded-sm text-accent underline underline-offset-2"
    >
      <bdi>{children}</bdi>
    </a>
  );
}
