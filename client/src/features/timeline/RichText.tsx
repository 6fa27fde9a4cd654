import { parseMarkdown, type Block, type Inline } from '@chatket/contract/markdown';
import { Suspense, useContext, type ReactNode } from 'react';
import { withTexts } from '../../i18n';
import { cx, later } from '../../lib';
import { CodeBlock } from './CodeBlock';
import { LinkView } from './LinkView';
import { SpokenContext } from './spoken-to';

const SpokenText = later(async () => (await withTexts(import('./SpokenText'))).SpokenText);

/** Characters of a number, dot included, that need more room than others. */
const NUMBER_WIDE = 3;

/** A text with its marks drawn, made of elements and never of HTML. Each paragraph finds its own direction. */
export function RichText({ text, tail }: { text: string; tail?: ReactNode }) {
  const content = parseMarkdown(text);
  const last = content.at(-1);
  if (!tail || last?.kind !== 'paragraph')
    return (
      <>
        <Blocks content={content} />
        {tail}
      </>
    );
  return (
    <>
      <Blocks content={content.slice(0, -1)} />
      <BlockView block={last} tail={tail} />
    </>
  );
}

function Blocks({ content }: { content: readonly Block[] }) {
  return content.map((block, index) => <BlockView key={index} block={block} />);
}

function BlockView({ block, tail }: { block: Block; tail?: ReactNode }) {
  switch (block.kind) {
    case 'paragraph':
      return (
        <p dir="auto" className="whitespace-pre-wrap">
          <Inlines content={block.content} />
          {tail}
        </p>
      );
    case 'quote':
      return (
        <blockquote dir="auto" className="my-0.5 border-s-2 border-line-strong ps-3 text-quiet">
          <Blocks content={block.content} />
        </blockquote>
      );
    case 'code':
      return <CodeBlock text={block.text} language={block.language} />;
    case 'list':
      return <ListView start={block.start} items={block.items} />;
  }
}

type List = Extract<Block, { kind: 'list' }>;

function ListView({ start, items }: Pick<List, 'start' | 'items'>) {
  const Element = start === undefined ? 'ul' : 'ol';
  const width = Math.max(...items.map(({ number }) => number?.length ?? 0));
  const margin = width > NUMBER_WIDE ? 'ms-10' : width === NUMBER_WIDE ? 'ms-8' : 'ms-6';
  return (
    <Element start={start} className={cx('my-0.5', start === undefined && 'list-disc')}>
      {items.map((item, index) => (
        // The marker stands where the item begins, which is its own direction's to say.
        <li key={index} dir="auto" className={margin} {...numbered(item.number)}>
          <ItemContent content={item.content} />
        </li>
      ))}
    </Element>
  );
}

/** The number as it was typed, whatever those before it were. */
function numbered(number: string | undefined) {
  return number === undefined
    ? undefined
    : { value: parseInt(number, 10), style: { listStyleType: `"${number} "` } };
}

/** The first words stand beside the marker. */
function ItemContent({ content }: { content: readonly Block[] }) {
  const [first, ...rest] = content;
  if (first?.kind !== 'paragraph') return <Blocks content={content} />;
  return (
    <>
      <span className="whitespace-pre-wrap">
        <Inlines content={first.content} />
      </span>
      <Blocks content={rest} />
    </>
  );
}

function Inlines({ content }: { content: readonly Inline[] }) {
  return content.map((part, index) => <InlineView key={index} part={part} />);
}

function InlineView({ part }: { part: Inline }) {
  switch (part.kind) {
    case 'text':
      return <WordsView text={part.text} />;
    case 'code':
      // A box in the line stays one box when it wraps, and no line is taller for it.
      return (
        <code
          dir="auto"
          className="inline-block max-w-full rounded bg-surface-2 px-1 py-0.5 align-bottom font-mono text-13 leading-4.5"
        >
          {part.text}
        </code>
      );
    case 'link':
      return (
        <LinkView href={part.href} title={isAllShown(part) ? undefined : part.href}>
          {part.text}
        </LinkView>
      );
    case 'named':
      return (
        <LinkView href={part.href} title={part.href} isMisleading={part.isMisleading}>
          <Inlines content={part.content} />
        </LinkView>
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

/** Most messages speak to nobody: what finds the names comes when the first one does. */
function WordsView({ text }: { text: string }) {
  const isSpeaking = useContext(SpokenContext) !== undefined;
  if (!isSpeaking) return text;
  return (
    <Suspense fallback={text}>
      <SpokenText text={text} />
    </Suspense>
  );
}

/** Hosts in other scripts, and what is left out for short, can be read in full on the link. */
function isAllShown({ text, href }: { text: string; href: string }): boolean {
  return [text, `${text}/`, `mailto:${text}`].includes(href);
}
