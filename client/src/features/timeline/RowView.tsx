import type { Room, UserRef } from '@chatket/contract';
import { memo, Suspense, type ComponentProps } from 'react';
import { cx, later } from '../../lib';
import { useLocale, withTexts } from '../../i18n';
import { useStore } from 'zustand';
import { isFolded, useChatStores, type HistoryPages } from '../../store';
import { ErrorNote } from '../../ui';
import { MessageRow } from './MessageRow';
import { MessageText } from './MessageText';
import type { RowParts } from './row-parts';
import type { Row } from './rows';
import { UnsentText } from './UnsentText';

const RoomBeginning = later(async () => (await withTexts(import('./RoomBeginning'))).RoomBeginning);
const Tombstone = later(async () => (await withTexts(import('./Tombstone'))).Tombstone);
const FoldedRow = later(async () => (await withTexts(import('./LineRow'))).FoldedRow);
const LineRow = later(async () => (await withTexts(import('./LineRow'))).LineRow);

/** What rows of all kinds have in common. */
export interface RowContext {
  room: Room;
  me: UserRef;
  now: number;
  older: HistoryPages;
  newer: HistoryPages;
  /** The message that a link has led to. */
  highlightedId: string | undefined;
  onOlder: () => void;
  onNewer: () => void;
  parts: RowParts;
}

interface RowViewProps {
  row: Row;
  context: RowContext;
}

export const RowView = memo(function RowView({ row, context }: RowViewProps) {
  switch (row.kind) {
    case 'head':
      return context.older === 'none' ? (
        <Suspense fallback={<div className="h-35" />}>
          <RoomBeginning room={context.room} />
        </Suspense>
      ) : (
        <PageGap state={context.older} onRetry={context.onOlder} />
      );
    case 'tail':
      return <PageGap state={context.newer} onRetry={context.onNewer} />;
    case 'day':
      return <DayLine rowKey={row.key} at={row.at} now={context.now} />;
    case 'new':
      return <NewLine rowKey={row.key} at={row.at} />;
    case 'line':
      return (
        <Suspense fallback={<div className="h-6" />}>
          <LineRow rowKey={row.key} lines={row.lines} room={context.room} />
        </Suspense>
      );
    case 'message':
    case 'pending':
      return <WrittenRow row={row} context={context} />;
  }
}, isSame);

type Written = Extract<Row, { kind: 'message' | 'pending' }>;

/**
 * What somebody has said; of those I have blocked, how much. One component for what is on its way out and what is stored: else
 * the row would be another one with its ack, and lose the focus.
 */
function WrittenRow({ row, context }: { row: Written; context: RowContext }) {
  const { blocks } = useChatStores();
  const folded = useStore(blocks, (state) =>
    row.kind === 'message' && isFolded(state, row.message) ? row.message : undefined,
  );
  if (!folded)
    return (
      <MessageRow rowKey={row.key} isFirst={row.isFirst} parts={context.parts} {...contentOf(row, context)} />
    );
  return (
    <Suspense fallback={<div data-key={row.key} className="h-8" />}>
      <FoldedRow rowKey={row.key} message={folded} />
    </Suspense>
  );
}

function contentOf(
  row: Written,
  { me, highlightedId, parts }: RowContext,
): Pick<ComponentProps<typeof MessageRow>, 'author' | 'at' | 'isHighlighted' | 'stored' | 'children'> {
  if (row.kind === 'pending') {
    const { item } = row;
    const at = item.state.kind === 'sent' ? new Date(item.order) : undefined;
    const children = (
      <>
        {parts.above(item)}
        <UnsentText item={item} files={parts.files(item)} />
      </>
    );
    return { author: me, at, children };
  }
  const { message } = row;
  const { sender, createdAt, messageId, text, deleted, mentions } = message;
  return {
    author: sender,
    at: new Date(createdAt),
    isHighlighted: messageId === highlightedId,
    stored: message,
    children: deleted ? (
      <>
        <Suspense fallback={<div className="h-5.5" />}>
          <Tombstone message={message} />
          {deleted.isHidden && parts.hidden(message)}
        </Suspense>
        {/* What was said in its thread can still be read. */}
        {message.thread && parts.below(message)}
      </>
    ) : (
      <>
        {parts.above(message)}
        {(text !== '' || !message.attachments) && (
          <MessageText
            text={text}
            tail={parts.tail(message)}
            authorId={message.sender.id}
            mentions={mentions}
            onPerson={(id) => {
              const user = mentions?.people?.find((person) => person.id === id);
              if (user) parts.onPerson(user);
            }}
          />
        )}
        {parts.files(message)}
        {parts.below(message)}
      </>
    ),
  };
}

/** Stands for messages that are not loaded. Its height stays the same while they come. */
function PageGap({ state, onRetry }: { state: HistoryPages; onRetry: () => void }) {
  const { t } = useLocale();
  return (
    <div className={cx('flex items-center justify-center', state === 'failed' ? 'min-h-16' : 'h-10')}>
      {state === 'failed' && <ErrorNote onRetry={onRetry}>{t('timeline.failed')}</ErrorNote>}
    </div>
  );
}

function DayLine({ rowKey, at, now }: { rowKey: string; at: Date; now: number }) {
  const { time } = useLocale();
  return (
    <div data-key={rowKey} className="flex items-center gap-3 px-4 pt-5 pb-1 md:px-5">
      <span className="flex-1 border-t border-line" />
      <span className="text-12 font-medium text-quiet">{time.day(at, new Date(now))}</span>
      <span className="flex-1 border-t border-line" />
    </div>
  );
}

function NewLine({ rowKey, at }: { rowKey: string; at: Date }) {
  const { t, time } = useLocale();
  return (
    <div data-key={rowKey} className="flex items-center gap-3 px-4 pt-3 md:px-5">
      <span className="flex-1 border-t border-accent/40" />
      <span className="text-12 font-medium text-accent tabular-nums">
        {t('timeline.newSince', { time: time.clock(at) })}
      </span>
    </div>
  );
}

/** Rows are built anew now and then, so what they hold is compared; and of the context, what the row makes use of. */
function isSame(before: RowViewProps, after: RowViewProps): boolean {
  const { row: one, context: was } = before;
  const { row: other, context: is } = after;
  if (one.kind !== other.kind || one.key !== other.key) return false;
  if (one.kind === 'message' && other.kind === 'message') {
    const isConcerned = was.highlightedId !== is.highlightedId;
    const { messageId } = one.message;
    const isHighlightSame =
      !isConcerned || (messageId !== was.highlightedId && messageId !== is.highlightedId);
    return one.message === other.message && one.isFirst === other.isFirst && isHighlightSame;
  }
  if (one.kind === 'pending' && other.kind === 'pending')
    return one.item === other.item && one.isFirst === other.isFirst;
  if (one.kind === 'line' && other.kind === 'line')
    return one.lines === other.lines && was.room.name === is.room.name && was.room.topic === is.room.topic;
  if (one.kind === 'day') return was.now === is.now;
  return was === is;
}
